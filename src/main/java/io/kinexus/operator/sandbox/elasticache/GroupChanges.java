package io.kinexus.operator.sandbox.elasticache;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticache.model.AuthTokenUpdateStrategyType;
import software.amazon.awssdk.services.elasticache.model.DecreaseReplicaCountRequest;
import software.amazon.awssdk.services.elasticache.model.DecreaseReplicaCountResponse;
import software.amazon.awssdk.services.elasticache.model.IncreaseReplicaCountRequest;
import software.amazon.awssdk.services.elasticache.model.IncreaseReplicaCountResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupShardConfigurationRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupShardConfigurationResponse;

/**
 * Changes of replication groups. A node type or version that is not asked for immediately waits; the sandbox does it within
 * a day, which stands for the maintenance window (a guess).
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html">ModifyReplicationGroup</a>
 */
final class GroupChanges {
    private static final Duration MODIFYING = Duration.ofMinutes(5);
    private static final Duration WINDOW = Duration.ofDays(1);

    private final Caches caches;
    private final NewGroup fresh;
    private final Descriptions descriptions;

    GroupChanges(Caches caches, NewGroup fresh, Descriptions descriptions) {
        this.caches = caches;
        this.fresh = fresh;
        this.descriptions = descriptions;
    }

    void install(Handlers handlers) {
        handlers.on(ModifyReplicationGroupRequest.class, this::modify);
        handlers.on(IncreaseReplicaCountRequest.class, this::increase);
        handlers.on(DecreaseReplicaCountRequest.class, this::decrease);
        handlers.on(ModifyReplicationGroupShardConfigurationRequest.class, this::reshard);
    }

    private ModifyReplicationGroupResponse modify(ModifyReplicationGroupRequest request) {
        StoredGroup one = available(request.replicationGroupId());
        Optional<String> type = Optional.ofNullable(request.cacheNodeType()).filter(t -> !t.equals(one.nodeType));
        if (type.filter(t -> !CacheVersions.offersNode(t)).isPresent()) {
            throw Caches.value("Invalid node type: " + request.cacheNodeType());
        }
        Optional<String> version = Optional.ofNullable(request.engineVersion())
                .map(asked -> CacheVersions.resolve(one.engine, asked)
                        .orElseThrow(() -> Caches.value("Invalid version for engine: " + asked)))
                .filter(v -> !v.equals(one.version));
        failover(one, request);
        token(one, request);
        atOnce(one, request);
        // Asking for what it is takes back what was waiting. A guess: AWS's page says only that the last request
        // counts.
        if (request.cacheNodeType() != null) {
            one.pendingNodeType = type;
        }
        if (request.engineVersion() != null) {
            one.pendingVersion = version;
        }
        boolean waits = one.pendingNodeType.isPresent() || one.pendingVersion.isPresent();
        if (Boolean.TRUE.equals(request.applyImmediately()) && one.is(Groups.AVAILABLE)) {
            settle(one);
        } else if (waits) {
            caches.account.clock().after(WINDOW, () -> settle(one));
        }
        return ModifyReplicationGroupResponse.builder()
                .replicationGroup(descriptions.group(one))
                .build();
    }

    /** Which token it is, nobody keeps. */
    private void token(StoredGroup one, ModifyReplicationGroupRequest request) {
        AuthTokenUpdateStrategyType strategy = request.authTokenUpdateStrategy();
        if (strategy == null && request.authToken() == null) {
            return;
        }
        if (strategy == null || strategy == AuthTokenUpdateStrategyType.UNKNOWN_TO_SDK_VERSION) {
            throw Caches.value("Invalid AuthTokenUpdateStrategy: " + request.authTokenUpdateStrategyAsString());
        }
        if (strategy == AuthTokenUpdateStrategyType.DELETE) {
            one.authToken = false;
        } else {
            NewGroup.token(request.authToken(), one.inTransit);
            one.authToken = true;
        }
        one.authModified = Optional.of(caches.account.now());
        busy(one);
    }

    private static void failover(StoredGroup one, ModifyReplicationGroupRequest request) {
        boolean failover = one.automaticFailover;
        boolean multiAz = one.multiAz;
        one.automaticFailover = or(request.automaticFailoverEnabled(), failover);
        one.multiAz = or(request.multiAZEnabled(), multiAz);
        try {
            NewGroup.check(one);
        } catch (AwsFault refused) {
            one.automaticFailover = failover;
            one.multiAz = multiAz;
            throw refused;
        }
    }

    private void atOnce(StoredGroup one, ModifyReplicationGroupRequest request) {
        one.description = or(request.replicationGroupDescription(), one.description);
        one.snapshotRetention = NewGroup.retention(or(request.snapshotRetentionLimit(), one.snapshotRetention));
        one.snapshotWindow = or(request.snapshotWindow(), one.snapshotWindow);
        one.maintenanceWindow = or(request.preferredMaintenanceWindow(), one.maintenanceWindow);
        one.autoMinor = or(request.autoMinorVersionUpgrade(), one.autoMinor);
        one.inTransit = or(request.transitEncryptionEnabled(), one.inTransit);
        if (request.hasSecurityGroupIds()) {
            String vpc = caches.subnetGroup(one.subnetGroup).vpcId();
            one.securityGroups = fresh.groups(request.securityGroupIds(), vpc);
        }
    }

    private IncreaseReplicaCountResponse increase(IncreaseReplicaCountRequest request) {
        StoredGroup one = replicas(request.replicationGroupId(), request.newReplicaCount(), 1);
        return IncreaseReplicaCountResponse.builder()
                .replicationGroup(descriptions.group(one))
                .build();
    }

    private DecreaseReplicaCountResponse decrease(DecreaseReplicaCountRequest request) {
        StoredGroup one = replicas(request.replicationGroupId(), request.newReplicaCount(), -1);
        return DecreaseReplicaCountResponse.builder()
                .replicationGroup(descriptions.group(one))
                .build();
    }

    private StoredGroup replicas(@Nullable String id, @Nullable Integer count, int direction) {
        StoredGroup one = available(id);
        int wanted = Optional.ofNullable(count)
                .orElseThrow(() -> Caches.value("The parameter NewReplicaCount must be provided."));
        if (Integer.signum(wanted - one.replicas) != direction || wanted > 5 || wanted < 0) {
            throw Caches.value("The new replica count " + wanted + " does not fit the current one of " + one.replicas);
        }
        int before = one.replicas;
        one.replicas = wanted;
        try {
            NewGroup.check(one);
        } catch (AwsFault refused) {
            one.replicas = before;
            throw refused;
        }
        busy(one);
        return one;
    }

    private ModifyReplicationGroupShardConfigurationResponse reshard(
            ModifyReplicationGroupShardConfigurationRequest request) {
        StoredGroup one = available(request.replicationGroupId());
        int wanted = or(request.nodeGroupCount(), one.shards);
        if (!one.clusterMode) {
            throw Caches.combination("Resharding is only supported with cluster mode enabled.");
        }
        if (wanted < one.shards && List.copyOf(request.nodeGroupsToRemove()).isEmpty()) {
            throw Caches.combination("NodeGroupsToRemove or NodeGroupsToRetain must be given to remove shards.");
        }
        if (wanted < one.shards
                && wanted != one.shards - request.nodeGroupsToRemove().size()) {
            throw Caches.combination("NodeGroupCount must be what is left without NodeGroupsToRemove.");
        }
        one.shards = wanted;
        busy(one);
        return ModifyReplicationGroupShardConfigurationResponse.builder()
                .replicationGroup(descriptions.group(one))
                .build();
    }

    private void settle(StoredGroup one) {
        if (caches.groups.get(one.id) != one || !one.is(Groups.AVAILABLE)) {
            return;
        }
        busy(one);
        caches.account.clock().after(MODIFYING, () -> {
            one.nodeType = one.pendingNodeType.orElse(one.nodeType);
            one.version = one.pendingVersion.orElse(one.version);
            one.pendingNodeType = Optional.empty();
            one.pendingVersion = Optional.empty();
        });
    }

    private void busy(StoredGroup one) {
        one.status = "modifying";
        caches.account.clock().after(MODIFYING, () -> {
            if (one.is("modifying")) {
                one.status = Groups.AVAILABLE;
            }
        });
    }

    private StoredGroup available(@Nullable String id) {
        StoredGroup one = caches.group(id);
        if (!one.is(Groups.AVAILABLE)) {
            throw AwsFault.badRequest(
                    "InvalidReplicationGroupState",
                    "Replication group " + one.id + " is not in available state but in " + one.status + ".");
        }
        return one;
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
