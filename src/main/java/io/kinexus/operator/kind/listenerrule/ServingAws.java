package io.kinexus.operator.kind.listenerrule;

import io.kinexus.operator.aws.EcsServiceSweep;
import io.kinexus.operator.aws.ServingGroup;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.listenerrule.ListenerRuleSpec.Mover;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which target group a rule's service stands in; services are described together, and not again for their own kind. */
final class ServingAws {
    private ServingAws() {}

    /** So that {@link #group} finds them all read. */
    static void describe(Scope scope, Collection<Declared<ListenerRuleSpec>> rules) {
        Map<String, List<String>> byCluster = new TreeMap<>();
        rules.stream()
                .flatMap(rule -> rule.spec().service().stream())
                .filter(ServingAws::known)
                .forEach(mover -> byCluster
                        .computeIfAbsent(mover.cluster(), key -> new ArrayList<>())
                        .add(mover.service()));
        byCluster.forEach((cluster, names) -> {
            for (int from = 0; from < names.size(); from += EcsServiceSweep.BATCH) {
                EcsServiceSweep.describe(
                        scope, cluster, names.subList(from, Math.min(names.size(), from + EcsServiceSweep.BATCH)));
            }
        });
    }

    /** Empty while a deployment is under way, and where there is no service yet. */
    static Optional<String> group(Scope scope, ListenerRuleSpec rule) {
        return rule.service().filter(ServingAws::known).flatMap(mover -> Optional.ofNullable(
                        EcsServiceSweep.describe(scope, mover.cluster(), List.of(mover.service()))
                                .get(mover.service()))
                .flatMap(service -> ServingGroup.of(scope, service)));
    }

    private static boolean known(Mover mover) {
        return !mover.cluster().contains("${");
    }
}
