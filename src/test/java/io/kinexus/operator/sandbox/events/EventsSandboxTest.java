package io.kinexus.operator.sandbox.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Over the wire, with the SDK's own client. */
class EventsSandboxTest {
    private final SandboxDoor door = new SandboxDoor(SandboxScript.plain(), SandboxDoor.Way.HTTP);

    @AfterEach
    void close() {
        door.close();
    }

    private EventBridgeClient events() {
        return door.scope().client(EventBridgeClient.class);
    }

    @Test
    void theDefaultBusIsThereAndOthersAreMade() {
        events().createEventBus(r ->
                r.name("orders").tags(Tag.builder().key("a").value("b").build()));
        assertThat(events().listEventBuses(r -> {}).eventBuses())
                .extracting(bus -> bus.name())
                .containsExactly("default", "orders");
        String arn = events().describeEventBus(r -> r.name("orders")).arn();
        assertThat(events().listTagsForResource(r -> r.resourceARN(arn)).tags()).hasSize(1);
        assertThat(code(() -> events().createEventBus(r -> r.name("orders"))))
                .isEqualTo("ResourceAlreadyExistsException");
        events().deleteEventBus(r -> r.name("orders"));
        assertThat(code(() -> events().describeEventBus(r -> r.name("orders")))).isEqualTo("ResourceNotFoundException");
    }

    @Test
    void aRuleKeepsItsTargetsUntilTheyAreRemoved() {
        events().putRule(r -> r.name("hourly").scheduleExpression("rate(1 hour)"));
        events().putTargets(r -> r.rule("hourly")
                .targets(Target.builder().id("1").arn("arn:aws:sqs:a").build()));
        assertThat(events().listTargetsByRule(r -> r.rule("hourly")).targets()).hasSize(1);
        assertThat(code(() -> events().deleteRule(r -> r.name("hourly")))).isEqualTo("ValidationException");
        events().removeTargets(r -> r.rule("hourly").ids("1"));
        events().disableRule(r -> r.name("hourly"));
        assertThat(events().describeRule(r -> r.name("hourly")).state()).isEqualTo(RuleState.DISABLED);
        events().deleteRule(r -> r.name("hourly"));
        assertThat(events().listRules(r -> {}).rules()).isEmpty();
        door.sandbox().advance(Duration.ofSeconds(1));
    }

    @Test
    void badRulesAreRefused() {
        assertThat(Map.of(
                        "nothing", code(() -> events().putRule(r -> r.name("a"))),
                        "schedule", code(() -> events().putRule(r -> r.name("a").scheduleExpression("* * * * *"))),
                        "pattern", code(() -> events().putRule(r -> r.name("a").eventPattern("{")))))
                .isEqualTo(Map.of(
                        "nothing", "ValidationException",
                        "schedule", "ValidationException",
                        "pattern", "InvalidEventPatternException"));
        assertThat(List.of(code(() ->
                        events().putRule(r -> r.name("a").eventBusName("no").eventPattern("{}")))))
                .containsExactly("ResourceNotFoundException");
    }

    private static String code(Runnable call) {
        return AwsFailures.code(catchThrowableOfType(SdkException.class, call::run));
    }
}
