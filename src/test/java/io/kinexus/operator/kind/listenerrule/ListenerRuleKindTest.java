package io.kinexus.operator.kind.listenerrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Owner;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.support.Balanced;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesRequest;

class ListenerRuleKindTest extends ResourceKindContract<ListenerRuleSpec, ListenerRuleLive> {
    private static final Attempt ONCE = new Attempt("once");
    private Optional<Balanced> around = Optional.empty();
    private String listener = "";
    private String blue = "";
    private String green = "";
    private String other = "";

    @Override
    protected ResourceKind<ListenerRuleSpec, ListenerRuleLive> kind() {
        return new ListenerRuleKind();
    }

    @Override
    protected void given(Scope scope) {
        Balanced all = Balanced.network(scope);
        around = Optional.of(all);
        listener = all.listener(all.balancer("main"), 80);
        blue = all.group("blue");
        green = all.group("green");
        other = all.group("other");
    }

    @Override
    protected Declared<ListenerRuleSpec> wanted() {
        return rule("api", 10, ListenerRuleSpec.Conditions.path("/*"));
    }

    @Override
    protected Declared<ListenerRuleSpec> changed() {
        return rule(
                "api",
                20,
                new ListenerRuleSpec.Conditions(
                        List.of("API.example.com"), List.of("/v1/*", "/a/*"), Map.of("X-Canary", List.of("yes"))));
    }

    private Declared<ListenerRuleSpec> rule(String name, int priority, ListenerRuleSpec.Conditions conditions) {
        return Declared.of(
                ResourceId.of("test", "listener-rule", name),
                DeclarationId.of("service", name),
                new ListenerRuleSpec(listener, priority, conditions, blue, Optional.of(green)));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateRuleRequest.builder().build(),
                ModifyRuleRequest.builder().build(),
                SetRulePrioritiesRequest.builder().build());
    }

    @Test
    void itIsCreatedWithAllWeightOnBlue() {
        given(look());
        create(wanted(), ONCE);
        assertThat(present(wanted()).live().weights()).isEqualTo(Map.of(blue, 100, green, 0));
    }

    @Test
    void aSplitWithinThePairBelongsToTheRollout() {
        given(look());
        create(wanted(), ONCE);
        weights(Map.of(blue, 95, green, 5));
        Diff diff = kind().fields().compare(wanted().spec(), present(wanted()).live());
        assertThat(diff).isInstanceOf(Diff.InSync.class);
        assertThat(((Diff.InSync) diff).yielded())
                .extracting(FieldChange::path, FieldChange::owner, FieldChange::before)
                .containsExactly(tuple("actions.weights", Owner.ROLLOUT, "blue 95, green 5"));
    }

    @Test
    void oneToZeroIsAHundredToZero() {
        given(look());
        create(wanted(), ONCE);
        weights(Map.of(blue, 1, green, 0));
        Diff diff = kind().fields().compare(wanted().spec(), present(wanted()).live());
        assertThat(((Diff.InSync) diff).yielded()).isEmpty();
    }

    @Test
    void aGroupOutsideThePairIsDriftAndGoesWhileTheSplitStays() {
        given(look());
        create(wanted(), ONCE);
        weights(Map.of(blue, 20, green, 30, other, 50));
        assertThat(drift()).extracting(FieldChange::path).containsExactly("actions.targetGroups");
        update(wanted());
        assertThat(present(wanted()).live().weights()).isEqualTo(Map.of(blue, 20, green, 30));
    }

    @Test
    void aPairWithoutAnyWeightIsDriftSinceNothingGetsThrough() {
        given(look());
        create(wanted(), ONCE);
        weights(Map.of(blue, 0, green, 0));
        assertThat(drift()).extracting(FieldChange::path).containsExactly("actions.targetGroups");
        update(wanted());
        assertThat(present(wanted()).live().weights()).isEqualTo(Map.of(blue, 100, green, 0));
    }

    @Test
    void aConditionEditedByHandIsDriftAndHealed() {
        given(look());
        create(wanted(), ONCE);
        around.orElseThrow()
                .elb()
                .modifyRule(r -> r.ruleArn(present(wanted()).live().arn()).conditions(Balanced.path("/mine/*")));
        assertThat(drift()).extracting(FieldChange::path).containsExactly("conditions");
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void aRedirectPutInItsPlaceByHandIsDrift() {
        given(look());
        create(wanted(), ONCE);
        around.orElseThrow().elb().modifyRule(r -> r.ruleArn(
                        present(wanted()).live().arn())
                .actions(Action.builder()
                        .type("redirect")
                        .redirectConfig(c -> c.statusCode("HTTP_302"))
                        .build()));
        assertThat(drift()).extracting(FieldChange::path).contains("actions", "actions.targetGroups");
        update(wanted());
        assertInSync(wanted());
    }

    @Test
    void valuesInAnotherOrderAndCaseAreTheSame() {
        given(look());
        create(changed(), ONCE);
        assertInSync(rule(
                "api",
                20,
                new ListenerRuleSpec.Conditions(
                        List.of("api.EXAMPLE.com"), List.of("/a/*", "/v1/*"), Map.of("x-canary", List.of("yes")))));
    }

    @Test
    void anotherListenerIsAReplacement() {
        given(look());
        create(wanted(), ONCE);
        Balanced all = around.orElseThrow();
        ListenerRuleSpec was = wanted().spec();
        String moved = all.listener(was.listenerArn().replaceAll(":listener/(.*)/[^/]*$", ":loadbalancer/$1"), 81);
        Declared<ListenerRuleSpec> elsewhere =
                wanted().spec(new ListenerRuleSpec(moved, was.priority(), was.conditions(), was.blue(), was.green()));
        Diff diff = kind().fields().compare(elsewhere.spec(), present(elsewhere).live());
        assertThat(((Diff.Drifted) diff).worst()).isEqualTo(Effect.REPLACE);
    }

    @Test
    void rulesThatSwapTheirPlacesBothArrive() {
        given(look());
        Declared<ListenerRuleSpec> first = rule("first", 10, ListenerRuleSpec.Conditions.path("/a/*"));
        Declared<ListenerRuleSpec> second = rule("second", 20, ListenerRuleSpec.Conditions.path("/b/*"));
        create(first, ONCE);
        create(second, ONCE);
        Declared<ListenerRuleSpec> firstNow = rule("first", 20, ListenerRuleSpec.Conditions.path("/a/*"));
        Declared<ListenerRuleSpec> secondNow = rule("second", 10, ListenerRuleSpec.Conditions.path("/b/*"));
        update(firstNow);
        update(secondNow);
        assertInSync(firstNow);
        assertInSync(secondNow);
    }

    @Test
    void aNewRuleWaitsForOurOwnOneToLeaveItsPriority() {
        given(look());
        create(rule("first", 10, ListenerRuleSpec.Conditions.path("/a/*")), ONCE);
        Outcome outcome = kind().creator()
                .orElseThrow()
                .create(look(), rule("second", 10, ListenerRuleSpec.Conditions.path("/b/*")), ONCE);
        assertThat(outcome).isInstanceOf(Outcome.Waiting.class);
        assertThat(((Outcome.Waiting) outcome).on()).contains("listener-rule/first");
    }

    @Test
    void aRuleThatSomebodyElseMadeUnderThePriorityIsNotOurs() {
        given(look());
        around.orElseThrow().elb().createRule(r -> r.listenerArn(listener)
                .priority(10)
                .conditions(Balanced.path("/theirs"))
                .actions(Balanced.forward(other)));
        assertThat(present(wanted()).ours()).isFalse();
    }

    @Test
    void oneThatLostOurTagsIsStillThereWhereverItMoved() {
        given(look());
        create(wanted(), ONCE);
        String arn = present(wanted()).live().arn();
        around.orElseThrow().elb().removeTags(r -> r.resourceArns(arn)
                .tagKeys("kinexus:resource", "kinexus:environment"));
        Declared<ListenerRuleSpec> moved = rule("api", 30, ListenerRuleSpec.Conditions.path("/*"));
        assertThat(present(moved).live().arn()).isEqualTo(arn);
        assertThat(present(moved).ours()).isFalse();
    }

    @Test
    void beforeItsListenerIsThereItIsAbsent() {
        given(look());
        ListenerRuleSpec was = wanted().spec();
        Declared<ListenerRuleSpec> early = wanted().spec(new ListenerRuleSpec(
                "${listener/main-443.arn}", 10, was.conditions(), was.blue(), was.green()));
        assertThat(observed(early)).isInstanceOf(Observation.Absent.class);
    }

    private void weights(Map<String, Integer> weights) {
        around.orElseThrow()
                .elb()
                .modifyRule(r -> r.ruleArn(present(wanted()).live().arn()).actions(RuleFormAws.forward(weights)));
    }

    private List<FieldChange> drift() {
        return ((Diff.Drifted) kind().fields()
                        .compare(wanted().spec(), present(wanted()).live()))
                .changes();
    }
}
