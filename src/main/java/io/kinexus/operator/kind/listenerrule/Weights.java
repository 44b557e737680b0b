package io.kinexus.operator.kind.listenerrule;

import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.maybe;

import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Owner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How traffic is split. While a deployment is under way any split within the pair is right; at rest all of it goes to the
 * group that serves, whichever that is. No repair takes traffic from the group that has it. Pure.
 */
final class Weights {
    static final int ALL = 100;

    private Weights() {}

    /**
     * One side of the comparison: what is allowed, or what is there.
     *
     * @param text how the split is shown
     */
    private record Split(
            Map<String, Integer> weights,
            Optional<String> former,
            Optional<String> serving,
            boolean dead,
            String text) {}

    private static Split wanted(ListenerRuleSpec spec) {
        Map<String, Integer> weights = of(spec, Map.of(), Optional.empty());
        String text = spec.service().isPresent() ? "all on the group that serves" : shown(weights);
        return new Split(weights, spec.former(), Optional.empty(), false, text);
    }

    private static Split live(ListenerRuleLive live) {
        return new Split(live.weights(), Optional.empty(), live.serving(), live.dead(), shown(live.weights()));
    }

    /** The pair and no other, and some weight on it. */
    static Field<ListenerRuleSpec, ListenerRuleLive, ?> groups() {
        return field("actions.targetGroups", Weights::wanted, Weights::live)
                .matching(Weights::sameGroups)
                .showing(split -> split.dead()
                        ? "[]"
                        : split.weights().keySet().stream()
                                .map(Weights::name)
                                .sorted()
                                .toList()
                                .toString());
    }

    /** With one group there is nothing to split. */
    static Field<ListenerRuleSpec, ListenerRuleLive, ?> split() {
        return maybe(
                        "actions.weights",
                        (ListenerRuleSpec spec) -> spec.green().map(green -> wanted(spec)),
                        (ListenerRuleLive live) -> Optional.of(live(live)))
                .matching(Weights::sameShares)
                .meanwhile(live -> live.serving().isEmpty(), Owner.ROLLOUT)
                .showing(Split::text);
    }

    private static boolean sameGroups(Split want, Split have) {
        Set<String> others = have.weights().entrySet().stream()
                .filter(one -> !(one.getValue() > 0 && isFormer(want.former(), one.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return !have.dead()
                && want.weights().keySet().containsAll(others)
                && have.weights().keySet().containsAll(want.weights().keySet());
    }

    /** 1 to 0 is 100 to 0, and 0 to 1 is as good where the second group serves. */
    private static boolean sameShares(Split want, Split have) {
        String all = have.serving()
                .filter(want.weights()::containsKey)
                .orElseGet(() -> want.weights().entrySet().stream()
                        .filter(one -> one.getValue() > 0)
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow());
        return have.weights().getOrDefault(all, 0) > 0
                && have.weights().entrySet().stream()
                        .allMatch(one -> one.getKey().equals(all) || one.getValue() == 0);
    }

    static List<String> pair(ListenerRuleSpec spec) {
        return spec.green().map(green -> List.of(spec.blue(), green)).orElseGet(() -> List.of(spec.blue()));
    }

    /** What to write over a rule that is there. */
    static Map<String, Integer> repaired(ListenerRuleSpec spec, ListenerRuleLive live) {
        return of(spec, live.weights(), live.serving());
    }

    /** What a new rule has: everything to blue, unless the service's tasks stand in green. */
    static Map<String, Integer> first(ListenerRuleSpec spec, Optional<String> serving) {
        return of(spec, Map.of(), serving);
    }

    private static Map<String, Integer> of(ListenerRuleSpec spec, Map<String, Integer> live, Optional<String> serving) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        Optional<String> rest = serving.filter(pair(spec)::contains);
        pair(spec).forEach(group -> weights.put(group, rest.isPresent() ? 0 : live.getOrDefault(group, 0)));
        rest.ifPresent(group -> weights.put(group, ALL));
        live.forEach((group, weight) -> {
            if (weight > 0 && isFormer(spec.former(), group)) {
                weights.put(group, weight);
            }
        });
        if (weights.values().stream().allMatch(weight -> weight == 0)) {
            weights.put(spec.blue(), ALL);
        }
        return weights;
    }

    private static boolean isFormer(Optional<String> former, String group) {
        return former.filter(name(group)::equals).isPresent();
    }

    /** {@code test-api-blue 100, test-api-green 0}. */
    private static String shown(Map<String, Integer> weights) {
        Map<String, Integer> byName = new TreeMap<>();
        weights.forEach((arn, weight) -> byName.put(name(arn), weight));
        return String.join(
                ", ",
                byName.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .toList());
    }

    private static String name(String arn) {
        String[] parts = arn.split("/");
        return arn.contains(":targetgroup/") && parts.length > 1 ? parts[1] : arn;
    }
}
