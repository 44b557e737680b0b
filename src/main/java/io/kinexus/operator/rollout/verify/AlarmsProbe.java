package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.References;
import io.kinexus.operator.core.resource.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The alarms that may take the revision back are there. One that fires already is judged by whether it gets worse. */
final class AlarmsProbe implements Probe {
    private final Predicate<Scope> mayRead;

    AlarmsProbe(Predicate<Scope> mayRead) {
        this.mayRead = mayRead;
    }

    @Override
    public String name() {
        return AlarmsKnown.NAME;
    }

    @Override
    public Object needs(Policy policy) {
        return policy.place().alarms();
    }

    /** Remembers which alarms all of these name, so that the first who asks asks for all. */
    static void together(Scope scope, Collection<Policy> policies) {
        AlarmsAws.together(
                scope,
                policies.stream()
                        .map(policy -> policy.place().alarms())
                        .filter(names -> References.in(names).isEmpty())
                        .flatMap(List::stream)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Override
    public Findings look(Scope scope, Policy policy) {
        List<String> names =
                policy.place().alarms().stream().sorted().distinct().toList();
        if (names.isEmpty()) {
            return new Findings().fine("none takes it back");
        }
        Map<String, String> states = AlarmsAws.states(scope, names, mayRead);
        Findings findings = new Findings();
        TreeSet<String> missing = new TreeSet<>(names);
        missing.removeAll(states.keySet());
        if (!missing.isEmpty()) {
            findings.unknown(String.join(", ", missing)
                    + " cannot be watched, being not there (yet): declare it, or take it out of rollout.alarms");
        }
        List<String> firing =
                names.stream().filter(name -> "ALARM".equals(states.get(name))).toList();
        return findings.fine(AlarmsKnown.says(firing));
    }
}
