package io.kinexus.operator.kind.securitygroup;

import io.kinexus.operator.core.resource.Live;
import java.util.Set;

/**
 * One security group as read.
 *
 * @param ingress rules that let in and carry no tag of ours, as {@code tcp 22 0.0.0.0/0}
 * @param egress rules that let out and carry no tag of ours; {@code all 0.0.0.0/0} is the one that AWS makes
 */
record SecurityGroupLive(
        String groupId,
        String arn,
        String name,
        String description,
        String vpcId,
        Set<String> ingress,
        Set<String> egress)
        implements Live {
    SecurityGroupLive {
        ingress = Set.copyOf(ingress);
        egress = Set.copyOf(egress);
    }
}
