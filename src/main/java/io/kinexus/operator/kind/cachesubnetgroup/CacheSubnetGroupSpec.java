package io.kinexus.operator.kind.cachesubnetgroup;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;

/**
 * The subnets that cache nodes may stand in.
 *
 * @param name at most 255 characters, in lower case
 * @param subnetIds of one VPC, of any zones
 */
public record CacheSubnetGroupSpec(String name, String description, List<String> subnetIds) implements Spec {
    public CacheSubnetGroupSpec {
        subnetIds = List.copyOf(subnetIds);
    }
}
