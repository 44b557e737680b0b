package io.kinexus.operator.sandbox.elasticache;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroup;
import software.amazon.awssdk.services.elasticache.model.ClusterMode;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;

/**
 * What CreateReplicationGroup checks and fills in.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html">CreateReplicationGroup</a>
 */
final class NewGroup {
    private static final int PORT = 6379;
    private static final int MOST_REPLICAS = 5;
    private static final int MOST_SHARDS = 500;
    private static final int MOST_RETENTION = 35;

    private final Caches caches;

    NewGroup(Caches caches) {
        this.caches = caches;
    }

    StoredGroup of(CreateReplicationGroupRequest request) {
        String id = Caches.lower(Caches.required(request.replicationGroupId(), "ReplicationGroupId"));
        if (!id.matches("[a-z](-?[a-z0-9])*") || id.length() > 40) {
            throw Caches.value("The parameter ReplicationGroupId is not a valid identifier.");
        }
        if (caches.groups.containsKey(id)) {
            throw AwsFault.badRequest("ReplicationGroupAlreadyExists", "Replication group " + id + " already exists.");
        }
        StoredGroup group = new StoredGroup(
                id,
                caches.arn("replicationgroup", id),
                caches.account.now(),
                caches.account.dice().hex(6));
        group.description = Caches.required(request.replicationGroupDescription(), "ReplicationGroupDescription");
        group.engine = or(request.engine(), "redis");
        group.nodeType = Caches.required(request.cacheNodeType(), "CacheNodeType");
        if (!CacheVersions.knows(group.engine) || !CacheVersions.offersNode(group.nodeType)) {
            throw Caches.value("Invalid engine or node type: " + group.engine + ", " + group.nodeType);
        }
        group.version = CacheVersions.resolve(group.engine, request.engineVersion())
                .orElseThrow(() ->
                        Caches.value("Invalid version for engine " + group.engine + ": " + request.engineVersion()));
        size(group, request);
        failover(group, request);
        place(group, request);
        keep(group, request);
        return group;
    }

    private static void size(StoredGroup group, CreateReplicationGroupRequest request) {
        String parameters = or(request.cacheParameterGroupName(), "");
        group.clusterMode = parameters.endsWith(".cluster.on")
                || request.clusterMode() == ClusterMode.ENABLED
                || or(request.numNodeGroups(), 1) > 1;
        group.shards = or(request.numNodeGroups(), 1);
        if (request.numCacheClusters() != null && request.numNodeGroups() != null) {
            throw Caches.combination("Cannot specify both NumCacheClusters and NumNodeGroups.");
        }
        group.replicas = request.numCacheClusters() == null
                ? or(request.replicasPerNodeGroup(), 0)
                : request.numCacheClusters() - 1;
        if (group.replicas < 0 || group.replicas > MOST_REPLICAS || group.shards < 1 || group.shards > MOST_SHARDS) {
            throw Caches.value("Invalid number of nodes or shards.");
        }
        String usual = "default." + CacheVersions.family(group.engine, group.version);
        group.parameterGroup = parameters.isEmpty() ? usual + (group.clusterMode ? ".cluster.on" : "") : parameters;
    }

    private static void failover(StoredGroup group, CreateReplicationGroupRequest request) {
        group.automaticFailover = Boolean.TRUE.equals(request.automaticFailoverEnabled());
        group.multiAz = Boolean.TRUE.equals(request.multiAZEnabled());
        check(group);
    }

    /** Failover needs somebody to fail over to, cluster mode needs failover, and Multi-AZ needs both. */
    static void check(StoredGroup group) {
        if (group.clusterMode && !group.automaticFailover) {
            throw Caches.combination("Automatic failover must be enabled for replication groups with cluster mode.");
        }
        if (group.automaticFailover && !group.clusterMode && group.replicas == 0) {
            throw Caches.combination("Replication group with automatic failover must have at least one replica.");
        }
        if (group.multiAz && (!group.automaticFailover || group.replicas == 0)) {
            throw Caches.combination("Multi-AZ requires automatic failover and at least one replica.");
        }
    }

    private void place(StoredGroup group, CreateReplicationGroupRequest request) {
        CacheSubnetGroup subnets = caches.subnetGroup(request.cacheSubnetGroupName());
        group.subnetGroup = subnets.cacheSubnetGroupName();
        group.zones = subnets.subnets().stream()
                .map(subnet -> subnet.subnetAvailabilityZone().name())
                .distinct()
                .sorted()
                .toList();
        group.securityGroups = groups(request.securityGroupIds(), subnets.vpcId());
        group.port = or(request.port(), PORT);
    }

    List<String> groups(List<String> asked, String vpcId) {
        for (String id : asked) {
            if (caches.ec2().securityGroup(id).isEmpty()) {
                throw Caches.value("Invalid security group: " + id);
            }
        }
        return asked.isEmpty() ? caches.ec2().defaultGroup(vpcId).stream().toList() : List.copyOf(asked);
    }

    private static void keep(StoredGroup group, CreateReplicationGroupRequest request) {
        group.inTransit = Boolean.TRUE.equals(request.transitEncryptionEnabled());
        group.atRest = Boolean.TRUE.equals(request.atRestEncryptionEnabled());
        group.authToken = request.authToken() != null;
        if (group.authToken) {
            token(request.authToken(), group.inTransit);
            group.authModified = Optional.of(group.created);
        }
        group.snapshotRetention = retention(or(request.snapshotRetentionLimit(), 0));
        group.snapshotWindow = or(request.snapshotWindow(), "05:00-06:00");
        group.maintenanceWindow = or(request.preferredMaintenanceWindow(), "sat:07:00-sat:08:00");
        group.autoMinor = !Boolean.FALSE.equals(request.autoMinorVersionUpgrade());
    }

    static void token(@Nullable String token, boolean inTransit) {
        if (!inTransit) {
            throw Caches.combination("The AUTH token is only supported when encryption-in-transit is enabled");
        }
        if (token == null || !token.matches("[!-~&&[^/\"@]]{16,128}")) {
            throw Caches.value("Invalid AuthToken provided.");
        }
    }

    static int retention(int days) {
        if (days < 0 || days > MOST_RETENTION) {
            throw Caches.value("Invalid snapshot retention limit: " + days + ". Must be between 0 and 35");
        }
        return days;
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
