package io.kinexus.operator.kind.eventrule;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.Target;

@SuppressWarnings("unchecked") // the SDK takes builders as generic varargs
class EventRuleKindTest extends ResourceKindContract<EventRuleSpec, EventRuleLive> {
    private static final String BUS = "kinexus-test";
    private static final String PATTERN = "{\"source\":[\"kinexus.documents\"],\"detail-type\":[\"Uploaded\"]}";
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:documents";
    private static final String LETTERS = "arn:aws:sqs:us-east-1:123456789012:test-kinexus-dead-letters";

    @Override
    protected ResourceKind<EventRuleSpec, EventRuleLive> kind() {
        return new EventRuleKind();
    }

    @Override
    protected Declared<EventRuleSpec> wanted() {
        return rule(PATTERN, new EventRuleSpec.Target("documents", FUNCTION, Optional.of(LETTERS), 86_400, 185));
    }

    @Override
    protected Declared<EventRuleSpec> changed() {
        return rule(
                "{\"source\":[\"kinexus.other\"]}",
                new EventRuleSpec.Target("other", FUNCTION + ":live", Optional.empty(), 3600, 3));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                PutRuleRequest.builder().build(), PutTargetsRequest.builder().build());
    }

    @Override
    protected void given(Scope scope) {
        scope.client(EventBridgeClient.class).createEventBus(r -> r.name(BUS));
    }

    @Test
    void whatAPersonChangedIsPutBack() {
        given(look());
        create(wanted(), new Attempt("a"));
        EventBridgeClient events = look().client(EventBridgeClient.class);
        events.disableRule(r -> r.name("uploaded").eventBusName(BUS));
        events.putTargets(r -> r.rule("uploaded")
                .eventBusName(BUS)
                .targets(
                        Target.builder()
                                .id("documents")
                                .arn(FUNCTION)
                                .input("{}")
                                .build(),
                        Target.builder().id("spy").arn(LETTERS).build()));
        assertThat(kind().fields().compare(wanted().spec(), present(wanted()).live()))
                .isInstanceOfSatisfying(Diff.Drifted.class, drift -> assertThat(drift.changes())
                        .extracting(change -> change.path())
                        .contains("state", "targets", "targets.more"));
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void aRuleOfTheSameNameThatAPersonMadeIsNotOurs() {
        given(look());
        look().client(EventBridgeClient.class)
                .putRule(r -> r.name("uploaded").eventBusName(BUS).eventPattern(PATTERN));
        assertThat(present(wanted()).ours()).isFalse();
    }

    @Test
    void aBusThatIsNotThereYetHasNoRules() {
        assertThat(observed(wanted()).seen()).isEmpty();
        EventRuleSpec spec = wanted().spec();
        assertThat(observed(wanted().spec(new EventRuleSpec(
                                spec.name(), "${event-bus/a.name}", spec.eventPattern(), spec.targets())))
                        .seen())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"a\":[\"x\",\"y\"],\"b\":[1]}; {\"b\":[1],\"a\":[\"y\",\"x\"]}; true",
                "{\"a\":[{\"numeric\":[\">\",1]}]}; {\"a\":[{\"numeric\":[\">\",1]}]}; true",
                "{\"a\":[{\"numeric\":[\">\",1]}]}; {\"a\":[{\"numeric\":[\">\",2]}]}; false",
                "{\"a\":[\"x\"]}; {\"a\":[\"x\",\"y\"]}; false",
                "{\"a\":[\"x\"]}; {\"a\":{\"b\":[\"x\"]}}; false"
            })
    void patternsAreComparedByWhatTheyAskFor(String want, String have, boolean same) {
        assertThat(EventRules.same(want, have)).isEqualTo(same);
    }

    private static Declared<EventRuleSpec> rule(String pattern, EventRuleSpec.Target target) {
        return Declared.of(
                ResourceId.of("test", "event-rule", "kinexus-test/uploaded"),
                DeclarationId.of("event-bus", BUS),
                new EventRuleSpec("uploaded", BUS, pattern, List.of(target)));
    }
}
