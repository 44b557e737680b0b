package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Site.Named;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.Ingress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The priorities of all rules of one listener: what is written down stays, the others follow specificity, then name, in
 * steps of 10. The lowest that fits wins, so the most specific comes first.
 */
final class ListenerPriorities {
    private static final int STEP = 10;
    private static final Comparator<Named<ServiceDeclaration>> SPECIFIC_FIRST = Comparator.comparingInt(
                    (Named<ServiceDeclaration> one) -> hostRank(ingress(one)))
            .thenComparingInt(one -> wild(ingress(one).path()) ? 1 : 0)
            .thenComparingInt(one -> -literal(ingress(one).path()))
            .thenComparing(Named::name);

    private ListenerPriorities() {}

    /** By Service, for the listener on which this ingress stands. */
    static Map<String, Integer> of(Site site, Ingress on) {
        List<Named<ServiceDeclaration>> rules = site.all(ServiceDeclaration.class).stream()
                .filter(one -> one.spec()
                        .ingress()
                        .filter(other ->
                                other.loadBalancer().equals(on.loadBalancer()) && other.listener() == on.listener())
                        .isPresent())
                .toList();
        Map<String, Integer> priorities = new HashMap<>();
        rules.forEach(one -> ingress(one).priority().ifPresent(written -> priorities.put(one.name(), written)));
        Set<Integer> taken = priorities.values().stream().collect(Collectors.toSet());
        int next = STEP;
        for (Named<ServiceDeclaration> one : rules.stream()
                .filter(rule -> ingress(rule).priority().isEmpty())
                .sorted(SPECIFIC_FIRST)
                .toList()) {
            while (taken.contains(next)) {
                next += STEP;
            }
            priorities.put(one.name(), next);
            next += STEP;
        }
        return priorities;
    }

    private static Ingress ingress(Named<ServiceDeclaration> one) {
        return one.spec().ingress().orElseThrow();
    }

    /** A host by its name, a host with wildcards, any host. */
    private static int hostRank(Ingress ingress) {
        Optional<String> host = ingress.host();
        if (host.isEmpty()) {
            return 2;
        }
        return wild(host.get()) ? 1 : 0;
    }

    private static boolean wild(String pattern) {
        return pattern.contains("*") || pattern.contains("?");
    }

    /** How many characters stand there as they are. */
    private static int literal(String pattern) {
        return pattern.replaceAll("[*?]", "").length();
    }
}
