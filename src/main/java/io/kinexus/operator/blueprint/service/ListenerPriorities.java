package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Site.Named;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.Ingress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The priorities of all rules of one listener: what is written down stays, the others follow specificity, then name, in
 * steps of 10. The lowest that fits wins, so the most specific comes first.
 */
final class ListenerPriorities {
    private static final int STEP = 10;
    private static final Comparator<Rule> SPECIFIC_FIRST = Comparator.comparingInt(
                    (Rule one) -> hostRank(one.ingress()))
            .thenComparingInt(one -> wild(one.ingress().path()) ? 1 : 0)
            .thenComparingInt(one -> -literal(one.ingress().path()))
            .thenComparing(Rule::name);

    private ListenerPriorities() {}

    /** @param priority what is written down */
    private record Rule(String name, Ingress ingress, Optional<Integer> priority) {}

    /** The name of the rule that leads to a new revision before production traffic does. */
    static String test(String service) {
        return service + "-test";
    }

    /** By the rule's name, which is its Service's or {@link #test} of it. */
    static Map<String, Integer> of(Site site, String loadBalancer, int port) {
        List<Rule> rules = site.all(ServiceDeclaration.class).stream()
                .flatMap(one -> rules(one, loadBalancer, port))
                .toList();
        Map<String, Integer> priorities = new HashMap<>();
        rules.forEach(one -> one.priority().ifPresent(written -> priorities.put(one.name(), written)));
        Set<Integer> taken = priorities.values().stream().collect(Collectors.toSet());
        int next = STEP;
        for (Rule one : rules.stream()
                .filter(rule -> rule.priority().isEmpty())
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

    /** Those of a Service that stand on this listener. */
    private static Stream<Rule> rules(Named<ServiceDeclaration> one, String loadBalancer, int port) {
        List<Rule> rules = new ArrayList<>();
        one.spec()
                .ingress()
                .filter(in -> in.loadBalancer().equals(loadBalancer))
                .ifPresent(in -> {
                    if (in.listener() == port) {
                        rules.add(new Rule(one.name(), in, in.priority()));
                    }
                    in.test()
                            .filter(other -> other == port)
                            .ifPresent(other -> rules.add(new Rule(test(one.name()), in, Optional.empty())));
                });
        return rules.stream();
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
