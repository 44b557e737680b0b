package io.kinexus.operator.kind.dbsubnetgroup;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;

/**
 * The subnets that instances may stand in.
 *
 * @param name at most 255 characters, in lower case
 * @param subnetIds of one VPC, in at least two zones
 */
public record DbSubnetGroupSpec(String name, String description, List<String> subnetIds) implements Spec {
    public DbSubnetGroupSpec {
        subnetIds = List.copyOf(subnetIds);
    }
}
