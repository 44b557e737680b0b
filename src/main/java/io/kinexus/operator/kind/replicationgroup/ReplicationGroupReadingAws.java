package io.kinexus.operator.kind.replicationgroup;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.model.AutomaticFailoverStatus;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.MultiAZStatus;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.PendingModifiedValues;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.SecurityGroupMembership;

/**
 * AWS's descriptions of a group and its nodes in our words. Version, subnets and security groups are only told by the
 * nodes; while AWS shows none of those they are empty, which is not told, and no difference.
 */
final class ReplicationGroupReadingAws {
    private ReplicationGroupReadingAws() {}

    static ReplicationGroupLive of(ReplicationGroup group, List<CacheCluster> nodes, Optional<String> asked) {
        Optional<CacheCluster> node = nodes.stream().findFirst();
        Optional<PendingModifiedValues> pending = node.map(CacheCluster::pendingModifiedValues);
        Optional<String> pendingType = pending.map(PendingModifiedValues::cacheNodeType);
        Optional<String> pendingVersion = pending.map(PendingModifiedValues::engineVersion);
        Optional<Endpoint> endpoint = endpoint(group).filter(one -> one.address() != null);
        int shards = Math.max(1, group.nodeGroups().size());
        return new ReplicationGroupLive(
                group.replicationGroupId(),
                group.arn(),
                Optional.ofNullable(group.description()).orElse(""),
                group.status(),
                node.map(CacheCluster::engine)
                        .or(() -> Optional.ofNullable(group.engine()))
                        .orElse(""),
                pendingVersion.or(() -> node.map(CacheCluster::engineVersion)).orElse(""),
                pendingType.orElse(group.cacheNodeType()),
                Boolean.TRUE.equals(group.clusterEnabled()),
                shards,
                group.memberClusters().size() / shards - 1,
                on(group.automaticFailover()),
                group.multiAZ() == MultiAZStatus.ENABLED,
                node.map(CacheCluster::cacheSubnetGroupName).orElse(""),
                groups(node),
                Boolean.TRUE.equals(group.transitEncryptionEnabled()),
                Boolean.TRUE.equals(group.atRestEncryptionEnabled()),
                Optional.ofNullable(group.snapshotRetentionLimit()).orElse(0),
                Optional.ofNullable(group.snapshotWindow()).orElse(""),
                node.map(CacheCluster::preferredMaintenanceWindow).orElse(""),
                endpoint.map(Endpoint::address),
                endpoint.map(Endpoint::port),
                group.nodeGroups().stream().map(NodeGroup::nodeGroupId).toList(),
                auth(group, asked),
                group.memberClusters(),
                String.valueOf(group.replicationGroupCreateTime()),
                pendingType.isPresent() || pendingVersion.isPresent());
    }

    private static AuthState auth(ReplicationGroup group, Optional<String> asked) {
        return AuthState.of(
                Boolean.TRUE.equals(group.authTokenEnabled()),
                asked,
                Optional.ofNullable(group.authTokenLastModifiedDate()));
    }

    private static List<String> groups(Optional<CacheCluster> node) {
        return node.map(CacheCluster::securityGroups).orElse(List.of()).stream()
                .map(SecurityGroupMembership::securityGroupId)
                .toList();
    }

    /** With cluster mode the one that tells of all shards, else the primary's. */
    private static Optional<Endpoint> endpoint(ReplicationGroup group) {
        return Optional.ofNullable(group.configurationEndpoint())
                .or(() -> group.nodeGroups().stream().findFirst().map(NodeGroup::primaryEndpoint));
    }

    private static boolean on(@org.jspecify.annotations.Nullable AutomaticFailoverStatus status) {
        return status == AutomaticFailoverStatus.ENABLED || status == AutomaticFailoverStatus.ENABLING;
    }
}
