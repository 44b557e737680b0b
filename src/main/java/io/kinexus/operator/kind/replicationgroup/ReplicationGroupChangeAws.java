package io.kinexus.operator.kind.replicationgroup;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupShardConfigurationRequest;

/**
 * One change at a time, since AWS takes the next only when the group is available again. A new node type or version waits
 * for the maintenance window; nothing is asked for immediately while something waits. Replicas come before the failover
 * that needs them, and go after it is off.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html">ModifyReplicationGroup</a>
 */
final class ReplicationGroupChangeAws {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Set<String> COUNTS = Set.of("numCacheClusters", "replicasPerNodeGroup");
    private static final Set<String> AUTH = Set.of(ReplicationGroups.AUTH, ReplicationGroups.STRATEGY);
    private static final Set<String> FAILOVER = Set.of("automaticFailoverEnabled", "multiAZEnabled");

    private ReplicationGroupChangeAws() {}

    static Outcome make(
            Scope scope,
            ReplicationGroupSpec spec,
            ReplicationGroupLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        Set<String> paths = changes.stream().map(FieldChange::path).collect(Collectors.toSet());
        return AwsFailures.attempt(() -> {
            try {
                List<String> others =
                        paths.stream().filter(path -> !AUTH.contains(path)).toList();
                if (others.isEmpty()) {
                    return token(scope, spec, live, paths, attempt);
                }
                Outcome outcome = next(scope.client(ElastiCacheClient.class), spec, live, Set.copyOf(others));
                return paths.contains(ReplicationGroups.AUTH)
                        ? then(true, "the AUTH token of " + live.name() + " is changed next")
                        : outcome;
            } catch (SdkException failure) {
                // Busy with something else: it takes changes again once it is available.
                if (AwsFailures.is(failure, "InvalidReplicationGroupState", "InvalidReplicationGroupStateFault")) {
                    return Outcome.waiting(AwsFailures.text(failure), SOON);
                }
                throw failure;
            }
        });
    }

    /** The token before goes in the window, when whoever read it has long read the new one. */
    private static Outcome token(
            Scope scope, ReplicationGroupSpec spec, ReplicationGroupLive live, Set<String> paths, Attempt attempt) {
        boolean ends = !paths.contains(ReplicationGroups.AUTH);
        boolean closed = ReplicationGroups.window(live)
                .filter(window -> window.openUntil(attempt.at()).isEmpty())
                .isPresent();
        return ends && closed
                ? Outcome.waiting("waits for the maintenance window " + live.maintenanceWindow(), SOON)
                : AuthTokenAws.change(scope, spec, live, attempt.at());
    }

    private static Outcome next(
            ElastiCacheClient elastiCache, ReplicationGroupSpec spec, ReplicationGroupLive live, Set<String> paths) {
        boolean counts = paths.stream().anyMatch(COUNTS::contains);
        if (counts && spec.replicas() > live.replicas()) {
            elastiCache.increaseReplicaCount(r -> r.replicationGroupId(live.name())
                    .newReplicaCount(spec.replicas())
                    .applyImmediately(true));
            return then(paths.size() > 1, "replicas are being added to " + live.name());
        }
        if (paths.contains("numNodeGroups")) {
            reshard(elastiCache, spec, live);
            return then(paths.size() > 1, "the shards of " + live.name() + " are being changed");
        }
        if (paths.stream().anyMatch(path -> !COUNTS.contains(path))) {
            elastiCache.modifyReplicationGroup(request(spec, live, paths));
            return then(counts, "failover of " + live.name() + " is being switched off before replicas go");
        }
        elastiCache.decreaseReplicaCount(r -> r.replicationGroupId(live.name())
                .newReplicaCount(spec.replicas())
                .applyImmediately(true));
        return Outcome.done();
    }

    /** The last ones go; AWS moves what they hold to the others first, and refuses where it would not fit. */
    private static void reshard(ElastiCacheClient elastiCache, ReplicationGroupSpec spec, ReplicationGroupLive live) {
        int count = spec.shards().orElseThrow();
        ModifyReplicationGroupShardConfigurationRequest.Builder request =
                ModifyReplicationGroupShardConfigurationRequest.builder()
                        .replicationGroupId(live.name())
                        .nodeGroupCount(count)
                        .applyImmediately(true);
        if (count < live.shards()) {
            request.nodeGroupsToRemove(
                    live.shardIds().subList(count, live.shardIds().size()));
        }
        elastiCache.modifyReplicationGroupShardConfiguration(request.build());
    }

    private static Outcome then(boolean more, String what) {
        return more ? Outcome.waiting(what, SOON) : Outcome.done();
    }

    private static ModifyReplicationGroupRequest request(
            ReplicationGroupSpec spec, ReplicationGroupLive live, Set<String> paths) {
        ModifyReplicationGroupRequest.Builder request =
                ModifyReplicationGroupRequest.builder().replicationGroupId(live.name());
        boolean waits = live.pending();
        for (String path : paths) {
            switch (path) {
                case "replicationGroupDescription" -> request.replicationGroupDescription(spec.description());
                case "securityGroupIds" -> request.securityGroupIds(spec.securityGroups());
                case "snapshotRetentionLimit" -> request.snapshotRetentionLimit(spec.snapshotRetentionDays());
                case "snapshotWindow" ->
                    request.snapshotWindow(spec.snapshotWindow().orElse(null));
                case "preferredMaintenanceWindow" ->
                    request.preferredMaintenanceWindow(spec.maintenanceWindow().orElse(null));
                case "cacheNodeType" -> {
                    request.cacheNodeType(spec.nodeType());
                    waits = true;
                }
                case "engineVersion" -> {
                    request.engineVersion(spec.engineVersion().orElse(null));
                    waits = true;
                }
                default -> waits |= false;
            }
        }
        if (paths.stream().anyMatch(FAILOVER::contains)) {
            request.automaticFailoverEnabled(spec.failover()).multiAZEnabled(spec.multiAz());
        }
        return request.applyImmediately(!waits).build();
    }
}
