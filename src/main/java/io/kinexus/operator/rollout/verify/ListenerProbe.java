package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The listener rule leads to the service's target groups alone, and at rest to one of them with all of its weight. ECS itself
 * does not look before it moves traffic.
 *
 * @see <a href="https://github.com/aws/containers-roadmap/issues/2853">containers-roadmap 2853</a>
 */
final class ListenerProbe implements Probe {
    @Override
    public String name() {
        return "listener";
    }

    @Override
    public Object needs(Policy policy) {
        return policy.place()
                .traffic()
                .<Object>map(traffic ->
                        List.of(traffic.groups(), traffic.rule(), policy.place().cluster()))
                .orElse("");
    }

    @Override
    public Findings look(Scope scope, Policy policy) {
        Optional<Place.Traffic> traffic = policy.place().traffic();
        if (traffic.isEmpty()) {
            return new Findings().fine("it takes no requests");
        }
        Optional<BalancingAws.Forwarding> rule =
                BalancingAws.rule(scope, traffic.get().rule());
        if (rule.isEmpty()) {
            return new Findings().wrong("its listener rule does not exist: apply the environment");
        }
        Optional<ServicesAws.Found> service = ServicesAws.find(scope, policy.place());
        Map<String, Integer> weights = rule.get().weights();
        if (service.filter(ServicesAws.Found::shifting).isPresent()) {
            return new Findings().unknown("ECS is at work on a deployment now, weights are " + said(weights));
        }
        Set<String> own = service.map(ServicesAws.Found::groups).orElse(Set.of());
        Findings findings = leads(weights, traffic.get().groups(), own);
        live(weights).ifPresent(group -> findings.fine(behind(scope, group, service, weights)));
        return findings;
    }

    /** @param own what the service has now: a group that is no longer wanted is let go by the deployment itself */
    private static Findings leads(Map<String, Integer> weights, List<String> groups, Set<String> own) {
        Findings findings = new Findings();
        Set<String> foreign = new TreeSet<>(weights.keySet());
        foreign.removeAll(groups);
        foreign.removeAll(own);
        if (!foreign.isEmpty()) {
            findings.wrong("the rule leads to " + names(foreign)
                    + " too, which is not the service's: let it forward to " + names(groups) + " alone");
        }
        Set<String> left = new TreeSet<>(groups);
        left.removeAll(weights.keySet());
        if (!left.isEmpty()) {
            findings.wrong("the rule does not lead to " + names(left) + ", to which traffic is to move: let it forward"
                    + " to both, one with weight 0");
        }
        if (live(weights).isEmpty()) {
            findings.wrong("no deployment is under way, and the weights are " + said(weights)
                    + ": give all to the group whose tasks serve, and 0 to the other");
        }
        return findings;
    }

    /** The one group that has weight; empty where it is none, or two. */
    private static Optional<String> live(Map<String, Integer> weights) {
        List<String> leading = weights.entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList();
        return leading.size() == 1 ? Optional.of(leading.get(0)) : Optional.empty();
    }

    /** A live side without a healthy target is no reason to hold back what may mend it. */
    private static String behind(
            Scope scope, String group, Optional<ServicesAws.Found> service, Map<String, Integer> weights) {
        String there = "weights are " + said(weights);
        if (service.isEmpty()) {
            return there;
        }
        return BalancingAws.healthy(scope, group) > 0
                ? there + ", and " + name(group) + " has healthy targets"
                : there + "; " + name(group)
                        + " has no healthy target now, so that there is nothing good to go back to";
    }

    private static String said(Map<String, Integer> weights) {
        return weights.isEmpty()
                ? "nowhere"
                : weights.entrySet().stream()
                        .map(one -> name(one.getKey()) + " " + one.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static String names(Iterable<String> arns) {
        Set<String> names = new TreeSet<>();
        arns.forEach(arn -> names.add(name(arn)));
        return String.join(" and ", names);
    }

    private static String name(String arn) {
        String[] parts = arn.split("/");
        return parts.length > 1 ? parts[1] : arn;
    }
}
