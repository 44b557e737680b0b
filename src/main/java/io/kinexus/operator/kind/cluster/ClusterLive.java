package io.kinexus.operator.kind.cluster;

import io.kinexus.operator.core.resource.Live;
import java.util.List;
import java.util.Set;

/** One cluster as read. */
record ClusterLive(
        String arn, String name, String containerInsights, Set<String> providers, List<ClusterSpec.Share> capacity)
        implements Live {
    ClusterLive {
        providers = Set.copyOf(providers);
        capacity = List.copyOf(capacity);
    }
}
