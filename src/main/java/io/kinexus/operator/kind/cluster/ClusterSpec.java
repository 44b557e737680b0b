package io.kinexus.operator.kind.cluster;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Optional;

/**
 * One cluster.
 *
 * @param name at most 255 letters, digits, hyphens and underscores
 * @param containerInsights {@code enabled}, {@code enhanced} or {@code disabled}; empty leaves the account's default
 * @param capacity the default strategy; its providers are the cluster's providers
 */
public record ClusterSpec(String name, Optional<String> containerInsights, List<Share> capacity) implements Spec {
    public ClusterSpec {
        capacity = List.copyOf(capacity);
    }

    /** A provider's part of the tasks. */
    public record Share(String provider, int weight, int base) {}
}
