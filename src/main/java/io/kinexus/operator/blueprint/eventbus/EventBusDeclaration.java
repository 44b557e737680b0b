package io.kinexus.operator.blueprint.eventbus;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Json;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Refers;
import io.kinexus.operator.blueprint.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An event bus. */
@Doc("An EventBridge bus, its rules, and schedules.")
public record EventBusDeclaration(
        @Doc("What starts a function: events that fit a pattern, or a schedule.") @Range(max = 300)
        List<Rule> rules,

        @Doc("How long events that no function took are kept in the bus's dead-letter queue.")
        @Default("14d")
        @Range(min = 60, max = 1209600)
        Duration deadLetterRetention)
        implements Declaration {

    public EventBusDeclaration {
        rules = List.copyOf(rules);
    }

    /** Either a pattern or a schedule. */
    public record Rule(
            @Doc("Its name, unique on the bus.")
            @Form(regex = "[A-Za-z0-9._-]{1,64}", say = "at most 64 letters, digits, . _ and -")
            String name,

            @Doc("EventBridge's event pattern.") Optional<Json> pattern,

            @Doc("When it comes round.") @Schedule(Schedule.Dialect.AWS)
            Optional<String> schedule,

            @Doc("Whose clock the schedule means, such as Europe/Berlin; UTC when left out.")
            Optional<String> timeZone,

            @Doc("The Function that is called.") @Refers("function")
            String function,

            @Doc("How long it is tried when the function cannot be called; a day and 185 times when left out.")
            Optional<Retry> retry) {}

    /** What is used up first ends it, and the event is a dead letter. */
    public record Retry(
            @Doc("For how long.") @Default("24h") @Range(min = 60, max = 86400)
            Duration within,

            @Doc("How often.") @Default("185") @Range(min = 0, max = 185)
            int attempts) {}
}
