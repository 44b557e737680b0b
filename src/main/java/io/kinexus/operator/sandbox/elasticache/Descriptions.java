package io.kinexus.operator.sandbox.elasticache;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.model.AutomaticFailoverStatus;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CacheNode;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupStatus;
import software.amazon.awssdk.services.elasticache.model.ClusterMode;
import software.amazon.awssdk.services.elasticache.model.DataTieringStatus;
import software.amazon.awssdk.services.elasticache.model.Endpoint;
import software.amazon.awssdk.services.elasticache.model.MultiAZStatus;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.NodeGroupMember;
import software.amazon.awssdk.services.elasticache.model.PendingModifiedValues;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupPendingModifiedValues;
import software.amazon.awssdk.services.elasticache.model.SecurityGroupMembership;
import software.amazon.awssdk.services.elasticache.model.TransitEncryptionMode;

/** Groups, shards and nodes as AWS describes them. There are no endpoints before the group is there. */
final class Descriptions {
    private static final String NODE = "0001";

    private final Caches caches;

    Descriptions(Caches caches) {
        this.caches = caches;
    }

    ReplicationGroup group(StoredGroup one) {
        return ReplicationGroup.builder()
                .replicationGroupId(one.id)
                .arn(one.arn)
                .description(one.description)
                .status(one.status)
                .engine(one.engine)
                .cacheNodeType(one.nodeType)
                .clusterEnabled(one.clusterMode)
                .clusterMode(one.clusterMode ? ClusterMode.ENABLED : ClusterMode.DISABLED)
                .memberClusters(one.members())
                .nodeGroups(shards(one))
                .configurationEndpoint(one.clusterMode ? endpoint(one, "clustercfg." + one.id + "." + one.hash) : null)
                .automaticFailover(
                        one.automaticFailover ? AutomaticFailoverStatus.ENABLED : AutomaticFailoverStatus.DISABLED)
                .multiAZ(one.multiAz ? MultiAZStatus.ENABLED : MultiAZStatus.DISABLED)
                .snapshotRetentionLimit(one.snapshotRetention)
                .snapshotWindow(one.snapshotWindow)
                .snapshottingClusterId(
                        one.snapshotRetention > 0 && !one.clusterMode
                                ? one.members().get(one.members().size() - 1)
                                : null)
                .transitEncryptionEnabled(one.inTransit)
                .transitEncryptionMode(one.inTransit ? TransitEncryptionMode.REQUIRED : null)
                .atRestEncryptionEnabled(one.atRest)
                .authTokenEnabled(one.authToken)
                .authTokenLastModifiedDate(one.authModified.orElse(null))
                .autoMinorVersionUpgrade(one.autoMinor)
                .replicationGroupCreateTime(one.created)
                .pendingModifiedValues(
                        ReplicationGroupPendingModifiedValues.builder().build())
                .userGroupIds(List.of())
                .logDeliveryConfigurations(List.of())
                .dataTiering(DataTieringStatus.DISABLED)
                .networkType("ipv4")
                .ipDiscovery("ipv4")
                .build();
    }

    private List<NodeGroup> shards(StoredGroup one) {
        List<NodeGroup> shards = new ArrayList<>();
        if (one.is("creating")) {
            return shards;
        }
        for (int shard = 1; shard <= one.shards; shard++) {
            NodeGroup.Builder described = NodeGroup.builder()
                    .nodeGroupId(String.format("%04d", shard))
                    .status(one.status)
                    .nodeGroupMembers(nodes(one, shard));
            if (one.clusterMode) {
                described.slots((shard - 1) * 16_384 / one.shards + "-" + (shard * 16_384 / one.shards - 1));
            } else {
                String name = one.id + "." + one.hash;
                described
                        .primaryEndpoint(endpoint(one, one.inTransit ? "master." + name : name + ".ng.0001"))
                        .readerEndpoint(endpoint(
                                one, one.inTransit ? "replica." + name : one.id + "-ro." + one.hash + ".ng.0001"));
            }
            shards.add(described.build());
        }
        return shards;
    }

    private List<NodeGroupMember> nodes(StoredGroup one, int shard) {
        List<NodeGroupMember> nodes = new ArrayList<>();
        for (String member : one.members(shard)) {
            nodes.add(NodeGroupMember.builder()
                    .cacheClusterId(member)
                    .cacheNodeId(NODE)
                    .preferredAvailabilityZone(one.zone(nodes.size()))
                    .readEndpoint(one.clusterMode ? null : endpoint(one, member + "." + one.hash + "." + NODE))
                    .currentRole(one.clusterMode ? null : nodes.isEmpty() ? "primary" : "replica")
                    .build());
        }
        return nodes;
    }

    List<CacheCluster> members(StoredGroup one, boolean withNodes) {
        return one.members().stream().map(name -> member(one, name, withNodes)).toList();
    }

    private CacheCluster member(StoredGroup one, String name, boolean withNodes) {
        int place = one.members().indexOf(name);
        CacheCluster.Builder described = common(one)
                .cacheClusterId(name)
                .arn(caches.arn("cluster", name))
                .preferredAvailabilityZone(one.zone(place));
        if (withNodes && !one.is("creating")) {
            described.cacheNodes(CacheNode.builder()
                    .cacheNodeId(NODE)
                    .cacheNodeStatus(one.status)
                    .cacheNodeCreateTime(one.created)
                    .endpoint(endpoint(one, name + "." + one.hash + "." + NODE))
                    .parameterGroupStatus("in-sync")
                    .customerAvailabilityZone(one.zone(place))
                    .build());
        }
        return described.build();
    }

    private static CacheCluster.Builder common(StoredGroup one) {
        return CacheCluster.builder()
                .replicationGroupId(one.id)
                .cacheClusterStatus(one.status)
                .engine(one.engine)
                .engineVersion(one.version)
                .cacheNodeType(one.nodeType)
                .numCacheNodes(1)
                .cacheClusterCreateTime(one.created)
                .preferredMaintenanceWindow(one.maintenanceWindow)
                .pendingModifiedValues(PendingModifiedValues.builder()
                        .cacheNodeType(one.pendingNodeType.orElse(null))
                        .engineVersion(one.pendingVersion.orElse(null))
                        .build())
                .cacheSecurityGroups(List.of())
                .securityGroups(one.securityGroups.stream()
                        .map(id -> SecurityGroupMembership.builder()
                                .securityGroupId(id)
                                .status("active")
                                .build())
                        .toList())
                .cacheParameterGroup(CacheParameterGroupStatus.builder()
                        .cacheParameterGroupName(one.parameterGroup)
                        .parameterApplyStatus("in-sync")
                        .cacheNodeIdsToReboot(List.of())
                        .build())
                .cacheSubnetGroupName(one.subnetGroup)
                .autoMinorVersionUpgrade(one.autoMinor)
                .snapshotRetentionLimit(one.snapshotRetention)
                .snapshotWindow(one.snapshotWindow)
                .transitEncryptionEnabled(one.inTransit)
                .atRestEncryptionEnabled(one.atRest)
                .authTokenEnabled(one.authToken)
                .replicationGroupLogDeliveryEnabled(false)
                .logDeliveryConfigurations(List.of())
                .networkType("ipv4")
                .ipDiscovery("ipv4");
    }

    private Endpoint endpoint(StoredGroup one, String host) {
        return Optional.of(one)
                .filter(group -> !group.is("creating"))
                .map(group -> Endpoint.builder()
                        .address(host + "." + zone(caches.account.region()) + ".cache.amazonaws.com")
                        .port(group.port)
                        .build())
                .orElse(Endpoint.builder().build());
    }

    /** {@code us-east-1} is {@code use1} in these names. */
    private static String zone(String region) {
        String[] parts = region.split("-");
        return parts[0] + parts[1].charAt(0) + parts[parts.length - 1];
    }
}
