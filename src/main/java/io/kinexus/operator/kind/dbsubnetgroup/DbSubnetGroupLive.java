package io.kinexus.operator.kind.dbsubnetgroup;

import io.kinexus.operator.core.resource.Live;
import java.util.List;

/** One subnet group as read. */
record DbSubnetGroupLive(String name, String arn, String description, List<String> subnetIds) implements Live {
    DbSubnetGroupLive {
        subnetIds = List.copyOf(subnetIds);
    }
}
