package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The target groups can take the tasks: by address, on the container's port, in its network. */
final class TargetGroupProbe implements Probe {
    private static final Set<String> PROTOCOLS = Set.of("HTTP", "HTTPS");

    @Override
    public String name() {
        return "target-group";
    }

    @Override
    public Object needs(Policy policy) {
        return List.of(
                policy.place().traffic().map(Place.Traffic::groups).orElse(List.of()),
                policy.place().subnets());
    }

    @Override
    public Findings look(Scope scope, Policy policy) {
        Optional<Place.Traffic> traffic = policy.place().traffic();
        if (traffic.isEmpty()) {
            return new Findings().fine("it takes no requests");
        }
        List<String> arns = traffic.get().groups();
        Findings findings = new Findings();
        if (policy.strategy() != Policy.Strategy.ROLLING && arns.size() < 2) {
            findings.wrong("its strategy moves traffic between two target groups and there is one");
        }
        Map<String, BalancingAws.Group> groups = BalancingAws.groups(scope, arns);
        Set<String> networks = SubnetsAws.networks(scope, policy.place().subnets());
        for (String arn : arns) {
            Optional<BalancingAws.Group> group = Optional.ofNullable(groups.get(arn));
            group.ifPresentOrElse(
                    there -> look(there, traffic.get().port(), networks, findings),
                    () -> findings.wrong("target group " + name(arn) + " does not exist: apply the environment"));
        }
        return findings;
    }

    private static void look(BalancingAws.Group group, int port, Set<String> networks, Findings findings) {
        String name = "target group " + name(group.arn());
        require(
                group.type().equals("ip"),
                findings,
                name + " has type " + group.type()
                        + " and Fargate tasks are registered by address: make one of type ip");
        require(
                PROTOCOLS.contains(group.protocol()),
                findings,
                name + " speaks " + group.protocol() + " and a listener rule needs HTTP or HTTPS");
        // The group's own port does not matter: ECS registers every task with the port of its container.
        boolean reached =
                group.healthPort().equals("traffic-port") || group.healthPort().equals(String.valueOf(port));
        require(
                reached,
                findings,
                name + " checks health on port " + group.healthPort() + " and the container listens on " + port
                        + ": set its health check port to traffic-port");
        require(group.checked(), findings, name + " has no health check: turn it on");
        require(group.balanced(), findings, name + " is behind no load balancer: let a listener rule forward to it");
        require(
                networks.isEmpty() || networks.contains(group.vpcId()),
                findings,
                name + " is in " + group.vpcId() + " and the tasks run in " + String.join(", ", networks));
        findings.fine(name + " checks " + group.healthPath());
    }

    private static void require(boolean holds, Findings findings, String otherwise) {
        if (!holds) {
            findings.wrong(otherwise);
        }
    }

    private static String name(String arn) {
        String[] parts = arn.split("/");
        return parts.length > 1 ? parts[1] : arn;
    }
}
