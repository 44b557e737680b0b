package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Each task takes an address: there are enough in its subnets for the time in which old and new tasks run side by side. */
final class AddressesProbe implements Probe {
    @Override
    public String name() {
        return "addresses";
    }

    @Override
    public Object needs(Policy policy) {
        return List.of(policy.place().subnets(), policy.place().cluster());
    }

    @Override
    public Findings look(Scope scope, Policy policy) {
        int more = Overlap.of(policy, ServicesAws.find(scope, policy.place())).tasks();
        Set<String> wanted = policy.place().subnets();
        Map<String, SubnetsAws.Found> subnets = SubnetsAws.find(scope, wanted);
        Findings findings = new Findings();
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(subnets.keySet());
        if (!missing.isEmpty()) {
            findings.wrong("there is no subnet " + String.join(", ", missing) + ": name others");
        }
        long free = subnets.values().stream().mapToLong(SubnetsAws.Found::free).sum();
        if (free < more) {
            return findings.wrong("up to " + more + " more tasks run during the rollout, and "
                    + String.join(", ", subnets.keySet()) + " have " + free
                    + " free addresses: free some, or add a subnet");
        }
        return findings.fine("up to " + more + " more tasks, and addresses for them" + uneven(subnets, more));
    }

    /** ECS spreads tasks over the zones, and goes on in the others when one is full. */
    private static String uneven(Map<String, SubnetsAws.Found> subnets, int more) {
        int share = subnets.isEmpty() ? 0 : (more + subnets.size() - 1) / subnets.size();
        String tight = subnets.entrySet().stream()
                .filter(one -> one.getValue().free() < share)
                .map(one -> one.getKey() + " (" + one.getValue().free() + " free)")
                .collect(Collectors.joining(", "));
        return tight.isEmpty() ? "" : ", though not for an even share in " + tight;
    }
}
