package io.kinexus.operator.kind.listenerrule;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.kind.listenerrule.ListenerRuleSpec.Conditions;
import io.kinexus.operator.kind.listenerrule.ListenerRuleSpec.Mover;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which splits are right at rest and under way, and what a repair leaves as it is. */
class WeightsTest {
    private static final String BLUE = arn("blue");
    private static final String GREEN = arn("green");
    private static final String OTHER = arn("other");
    private static final ListenerRuleSpec TWO = new ListenerRuleSpec(
            "listener",
            10,
            Conditions.path("/*"),
            BLUE,
            Optional.of(GREEN),
            Optional.of(new Mover("main", "api")),
            Optional.empty());
    private static final ListenerRuleSpec ONE = new ListenerRuleSpec(
            "listener", 10, Conditions.path("/*"), BLUE, Optional.empty(), Optional.empty(), Optional.of("green"));

    private static String arn(String name) {
        return "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/" + name + "/0123456789abcdef";
    }

    /**
     * @param serving empty while a deployment is under way
     * @param drift the paths that differ
     * @param repaired what is written, whether or not anything differs
     */
    record Case(
            String says,
            ListenerRuleSpec spec,
            Map<String, Integer> live,
            Optional<String> serving,
            List<String> drift,
            Map<String, Integer> repaired) {
        @Override
        public String toString() {
            return says;
        }
    }

    static Stream<Case> cases() {
        Optional<String> underWay = Optional.empty();
        Map<String, Integer> toBlue = Map.of(BLUE, 100, GREEN, 0);
        Map<String, Integer> toGreen = Map.of(BLUE, 0, GREEN, 100);
        Map<String, Integer> step = Map.of(BLUE, 95, GREEN, 5);
        Map<String, Integer> none = Map.of(BLUE, 0, GREEN, 0);
        List<String> groups = List.of("actions.targetGroups");
        List<String> weights = List.of("actions.weights");
        return Stream.of(
                new Case("at rest on the first", TWO, toBlue, Optional.of(BLUE), List.of(), toBlue),
                new Case("at rest on the second", TWO, toGreen, Optional.of(GREEN), List.of(), toGreen),
                new Case("a step", TWO, step, underWay, List.of(), step),
                new Case("arrived, and still baking", TWO, toGreen, underWay, List.of(), toGreen),
                new Case("a split by hand", TWO, Map.of(BLUE, 30, GREEN, 70), Optional.of(GREEN), weights, toGreen),
                new Case("all to the empty one", TWO, toBlue, Optional.of(GREEN), weights, toGreen),
                new Case("none at all", TWO, none, Optional.of(GREEN), List.of(groups.get(0), weights.get(0)), toGreen),
                new Case("none at all, nobody knows", TWO, none, underWay, groups, toBlue),
                new Case(
                        "a stranger in a step",
                        TWO,
                        Map.of(BLUE, 20, GREEN, 30, OTHER, 50),
                        underWay,
                        groups,
                        Map.of(BLUE, 20, GREEN, 30)),
                new Case(
                        "a stranger at rest",
                        TWO,
                        Map.of(BLUE, 0, GREEN, 50, OTHER, 50),
                        Optional.of(GREEN),
                        List.of(groups.get(0), weights.get(0)),
                        toGreen),
                new Case("half of the pair", TWO, Map.of(BLUE, 1), underWay, groups, Map.of(BLUE, 1, GREEN, 0)),
                new Case("the second one let go", ONE, toBlue, underWay, groups, Map.of(BLUE, 100)),
                new Case("the second one, which still serves", ONE, toGreen, underWay, List.of(), toGreen),
                new Case("a stranger beside one", ONE, Map.of(BLUE, 1, OTHER, 1), underWay, groups, Map.of(BLUE, 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void trafficIsRightOrIsPutRightWithoutTakingItFromTheGroupThatHasIt(Case it) {
        ListenerRuleLive live = live(it.live(), it.serving());
        Diff diff = ListenerRules.FIELDS.compare(it.spec(), live);
        assertThat(diff instanceof Diff.Drifted drifted ? drifted.changes() : List.<FieldChange>of())
                .extracting(FieldChange::path)
                .containsExactlyElementsOf(it.drift());
        Map<String, Integer> repaired = Weights.repaired(it.spec(), live);
        assertThat(repaired).isEqualTo(it.repaired());
        assertThat(ListenerRules.FIELDS.compare(it.spec(), live(repaired, it.serving())))
                .isInstanceOf(Diff.InSync.class);
    }

    private static ListenerRuleLive live(Map<String, Integer> weights, Optional<String> serving) {
        return new ListenerRuleLive(
                "rule", "listener", 10, List.of("path-pattern: /*"), List.of("forward"), weights, false, 0, serving);
    }

    @Test
    void aRuleThatIsMadeAgainLeadsToTheGroupThatServes() {
        assertThat(Weights.first(TWO, Optional.of(GREEN))).isEqualTo(Map.of(BLUE, 0, GREEN, 100));
        assertThat(Weights.first(TWO, Optional.empty())).isEqualTo(Map.of(BLUE, 100, GREEN, 0));
    }
}
