package io.kinexus.operator.core.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a service runs, and what shows how it is.
 *
 * @param cluster its name
 * @param taskDefinition the ARN of the new revision
 * @param container the container that the service is about
 * @param traffic empty without ingress
 * @param alarms names of CloudWatch alarms that take a revision back
 */
public record Place(
        String cluster,
        String service,
        String taskDefinition,
        String container,
        Set<String> subnets,
        Set<String> securityGroups,
        boolean publicIp,
        Optional<Traffic> traffic,
        List<String> alarms,
        Duration grace) {
    public Place {
        subnets = Set.copyOf(subnets);
        securityGroups = Set.copyOf(securityGroups);
        alarms = List.copyOf(alarms);
    }

    /**
     * How requests reach it.
     *
     * @param loadBalancer its full name, as CloudWatch's dimension has it: {@code app/main/0123456789abcdef}
     * @param groups the ARNs of the target group, or of the two between which traffic moves
     * @param rule the ARN of the production listener rule
     * @param testRule the ARN of the test listener rule
     */
    public record Traffic(
            String loadBalancer, List<String> groups, String rule, Optional<String> testRule, int port, Check check) {
        public Traffic {
            groups = List.copyOf(groups);
        }
    }

    /** The target groups' health check. */
    public record Check(Duration interval, Duration timeout, int healthyThreshold, int unhealthyThreshold) {}
}
