package io.kinexus.operator.kind.cachesubnetgroup;

import io.kinexus.operator.core.resource.Live;
import java.util.List;

/** One subnet group as read. */
record CacheSubnetGroupLive(String name, String arn, String description, List<String> subnetIds) implements Live {
    CacheSubnetGroupLive {
        subnetIds = List.copyOf(subnetIds);
    }
}
