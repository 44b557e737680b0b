package io.kinexus.operator.blueprint.eventbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Json;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.eventbus.EventBusDeclaration.Retry;
import io.kinexus.operator.blueprint.eventbus.EventBusDeclaration.Rule;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.kind.eventrule.EventRuleSpec;
import io.kinexus.operator.kind.functionpermission.FunctionPermissionSpec;
import io.kinexus.operator.kind.queue.QueueSpec;
import io.kinexus.operator.kind.role.RoleSpec;
import io.kinexus.operator.kind.schedule.ScheduleSpec;
import io.kinexus.operator.support.DeclaredSite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventBusBlueprintTest {
    private static final Site SITE = new DeclaredSite("event-bus/shop.events");
    private static final String RULE = "arn:aws:events:us-east-1:123456789012:rule/shop.events/uploaded";

    private final EventBusBlueprint blueprint = new EventBusBlueprint();

    @Test
    void patternsStayOnTheBusAndTimesBecomeSchedulesWithARoleEach() {
        assertThat(blueprint.expand(bus(pattern("{\"source\":[\"shop\"]}"), timed()), SITE))
                .extracting(one -> one.id().local().replaceAll("[0-9a-f]{6}$", "*"))
                .containsExactly(
                        "event-bus/shop.events",
                        "queue/shop.events-dead-letters",
                        "event-rule/shop.events/uploaded",
                        "function-permission/shop-events-uploaded-documents-*",
                        "role/shop.events-nightly-schedule",
                        "schedule/shop.events/nightly");
    }

    @Test
    void aBusWithoutRulesNeedsNoQueue() {
        assertThat(blueprint.expand(bus(), SITE)).hasSize(1);
    }

    @Test
    void aRuleCallsTheLiveFunctionAndIsAllowedToAndLeavesDeadLetters() {
        EventBusDeclaration bus = bus(pattern("{\"source\":[\"shop\"]}"), timed());
        assertThat(only(EventRuleSpec.class, bus))
                .isEqualTo(new EventRuleSpec(
                        "uploaded",
                        "${event-bus/shop.events.name}",
                        "{\"source\":[\"shop\"]}",
                        List.of(new EventRuleSpec.Target(
                                "documents",
                                "${function-alias/documents.arn}",
                                Optional.of("${queue/shop.events-dead-letters.arn}"),
                                86_400,
                                185))));
        assertThat(only(FunctionPermissionSpec.class, bus).sourceArn())
                .contains("${event-rule/shop.events/uploaded.arn}");
        assertThat(only(QueueSpec.class, bus))
                .isEqualTo(new QueueSpec(
                        "test-shop-events-dead-letters",
                        1_209_600,
                        List.of(new QueueSpec.Sender("events.amazonaws.com", RULE))));
    }

    @Test
    void aScheduleMayCallThisOneFunctionAndNothingElse() {
        EventBusDeclaration bus = bus(pattern("{\"source\":[\"shop\"]}"), timed());
        RoleSpec role = only(RoleSpec.class, bus);
        assertThat(role.inlinePolicies().values())
                .containsExactly("{\"Version\":\"2012-10-17\",\"Statement\":["
                        + "{\"Effect\":\"Allow\",\"Action\":[\"lambda:InvokeFunction\"],"
                        + "\"Resource\":[\"${function-alias/documents.arn}\"]},"
                        + "{\"Effect\":\"Allow\",\"Action\":[\"sqs:SendMessage\"],"
                        + "\"Resource\":[\"${queue/shop.events-dead-letters.arn}\"]}]}");
        assertThat(role.trustPolicy()).contains("scheduler.amazonaws.com");
        ScheduleSpec schedule = only(ScheduleSpec.class, bus);
        assertThat(schedule.expression()).isEqualTo("cron(0 3 * * ? *)");
        assertThat(schedule.timeZone()).contains("Europe/Berlin");
        assertThat(schedule.target().roleArn()).endsWith("/" + role.name());
        assertThat(schedule.target().retry()).isEqualTo(new ScheduleSpec.Retry(3600, 3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                    | must be a mapping that asks for something",
                "{\"source\":\"shop\"}                 | needs a list of values for source, such as [\"shop\"]",
                "{\"source\":[]}                       | needs a list of values for source",
                "{\"detail\":{}}                       | asks for nothing of detail",
                "{\"detail\":{\"a\":1}}                | needs a list of values for detail.a, such as [1]",
                "{\"source\":[[\"a\"]]}                | has a list in the list of source",
                "{\"source\":[{\"begins\":\"a\"}]}     | compares source by begins; EventBridge knows anything-but",
                "{\"$or\":[{\"source\":[\"a\"]}]}      | $or must be a list of two or more mappings",
                "{\"source\":[{\"prefix\":\"a\"}]}     | ",
                "{\"detail\":{\"n\":[{\"numeric\":[\">\",1]}]}} | ",
                "{\"$or\":[{\"a\":[1]},{\"b\":[null]}]} | ",
            })
    void patternsThatEventBridgeWouldRefuseSayWhy(String pattern, String flaw) {
        List<String> flaws = flaws(bus(pattern(pattern)), SITE);
        if (flaw == null) {
            assertThat(flaws).isEmpty();
        } else {
            assertThat(flaws).singleElement().asString().startsWith("spec.rules[0].pattern: " + flaw);
        }
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        Rule neither = new Rule(
                "a", Optional.empty(), Optional.empty(), Optional.of("Mars/Olympus"), "documents", Optional.empty());
        assertThat(flaws(bus(neither, neither), SITE))
                .anyMatch(flaw -> flaw.equals("spec.rules[1].name: another rule has this name; choose another"))
                .anyMatch(flaw -> flaw.equals("spec.rules[0]: must have either pattern or schedule"))
                .anyMatch(flaw -> flaw.startsWith("spec.rules[0].timeZone: "));
        assertThat(flaws(bus(), new DeclaredSite("event-bus/default")))
                .singleElement()
                .asString()
                .startsWith("metadata.name: is the bus of AWS's own events");
        assertThat(flaws(bus(pattern("{\"a\":[\"" + "x".repeat(4096) + "\"]}")), SITE))
                .singleElement()
                .asString()
                .contains("EventBridge takes 4096");
    }

    private <S> S only(Class<S> type, EventBusDeclaration bus) {
        return blueprint.expand(bus, SITE).stream()
                .map(Declared::spec)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private List<String> flaws(EventBusDeclaration bus, Site site) {
        return blueprint.check(bus, site).stream()
                .map((Flaw flaw) -> flaw.path() + ": " + flaw.message())
                .toList();
    }

    private static EventBusDeclaration bus(Rule... rules) {
        return new EventBusDeclaration(List.of(rules), Duration.ofDays(14));
    }

    private static Rule pattern(String json) {
        return new Rule(
                "uploaded",
                Optional.of(new Json(json)),
                Optional.empty(),
                Optional.empty(),
                "documents",
                Optional.empty());
    }

    private static Rule timed() {
        return new Rule(
                "nightly",
                Optional.empty(),
                Optional.of("cron(0 3 * * ? *)"),
                Optional.of("Europe/Berlin"),
                "documents",
                Optional.of(new Retry(Duration.ofHours(1), 3)));
    }
}
