package io.kinexus.operator.blueprint.eventbus;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Form;
import io.kinexus.operator.blueprint.Json;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Refers;
import io.kinexus.operator.blueprint.Schedule;
import java.util.List;
import java.util.Optional;

/** An event bus. */
@Doc("An EventBridge bus, its rules, and schedules.")
public record EventBusDeclaration(
        @Doc("What starts a function: events that fit a pattern, or a schedule.") @Range(max = 300)
        List<Rule> rules) implements Declaration {

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
            String function) {}
}
