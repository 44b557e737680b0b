package io.kinexus.operator.kind.securitygrouprule;

import io.kinexus.operator.core.resource.Spec;
import java.util.Optional;

/**
 * One rule. Exactly one of the four sources (of what comes in) or destinations (of what goes out) is present.
 *
 * @param groupId the group that has the rule
 * @param egress whether it lets out rather than in
 * @param ipProtocol {@code tcp}, {@code udp}, {@code icmp}, or {@code -1} for everything (ports are then -1)
 * @param cidrIpv4 a block in canonical form
 * @param referencedGroupId another group, or the same one
 * @param description at most 255 characters of AWS's set
 */
public record SecurityGroupRuleSpec(
        String groupId,
        boolean egress,
        String ipProtocol,
        int fromPort,
        int toPort,
        Optional<String> cidrIpv4,
        Optional<String> cidrIpv6,
        Optional<String> prefixListId,
        Optional<String> referencedGroupId,
        String description)
        implements Spec {
    private static final String TCP = "tcp";

    /** Lets one TCP port in from the members of another group. */
    public static SecurityGroupRuleSpec fromGroup(String groupId, int port, String sourceGroupId, String description) {
        return tcp(groupId, false, port, Optional.empty(), Optional.of(sourceGroupId), description);
    }

    /** Lets one TCP port in from an IPv4 block. */
    public static SecurityGroupRuleSpec fromCidr(String groupId, int port, String cidrIpv4, String description) {
        return tcp(groupId, false, port, Optional.of(cidrIpv4), Optional.empty(), description);
    }

    /** Lets one TCP port out to the members of another group. */
    public static SecurityGroupRuleSpec toGroup(
            String groupId, int port, String destinationGroupId, String description) {
        return tcp(groupId, true, port, Optional.empty(), Optional.of(destinationGroupId), description);
    }

    private static SecurityGroupRuleSpec tcp(
            String groupId,
            boolean egress,
            int port,
            Optional<String> cidr,
            Optional<String> group,
            String description) {
        return new SecurityGroupRuleSpec(
                groupId, egress, TCP, port, port, cidr, Optional.empty(), Optional.empty(), group, description);
    }
}
