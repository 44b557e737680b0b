package io.kinexus.operator.kind.replicationgroup;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Listed;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ClusterMode;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Tag;

/**
 * The calls. Groups are listed whole, and their nodes beside them, since only those tell version, subnets and security
 * groups; tags come with the ownership sweep. The name is the identity.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeReplicationGroups.html">DescribeReplicationGroups</a>
 */
final class ReplicationGroupAws {
    private static final int PAGE = 100;
    private static final int TAIL = 8;

    private ReplicationGroupAws() {}

    /** One listing of groups and nodes, by name. */
    private record Listing(Map<String, ReplicationGroupLive> byName) {}

    static Map<ResourceId, Observation<ReplicationGroupLive>> observe(
            Scope scope, Collection<Declared<ReplicationGroupSpec>> wanted) {
        return listed(scope).observe(scope, wanted, ReplicationGroupAws::identity);
    }

    static Map<ResourceId, Observation<ReplicationGroupLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return listed(scope).surplus(scope, declared);
    }

    private static Listed<ReplicationGroupLive> listed(Scope scope) {
        return new Listed<>(
                ReplicationGroups.NAME,
                () -> list(scope),
                ReplicationGroupLive::arn,
                ReplicationGroups::settled,
                group -> ReplicationGroups.settled(group) ? tags(scope, group.arn()) : Map.of());
    }

    /** ElastiCache tells the tags of no cache that is not available. */
    private static Map<String, String> tags(Scope scope, String arn) {
        return scope.client(ElastiCacheClient.class).listTagsForResource(r -> r.resourceName(arn)).tagList().stream()
                .collect(Collectors.toMap(Tag::key, tag -> Objects.requireNonNullElse(tag.value(), "")));
    }

    static Outcome create(Scope scope, Declared<ReplicationGroupSpec> wanted, Attempt attempt) {
        ReplicationGroupSpec spec = wanted.spec();
        return AwsFailures.attempt(() -> {
            Optional<CacheVersionAws> version = CacheVersionAws.newest(scope, spec.engine(), spec.engineVersion());
            if (version.isEmpty()) {
                return Outcome.terminal(
                        "EngineVersionNotOffered",
                        "ElastiCache does not offer " + spec.engine() + " "
                                + spec.engineVersion().orElse(""));
            }
            Optional<String> token = spec.authSecret().flatMap(secret -> AuthTokenAws.read(scope, secret));
            if (spec.authSecret().isPresent() && token.isEmpty()) {
                return AuthTokenAws.unfit(spec.authSecret().orElseThrow());
            }
            try {
                scope.client(ElastiCacheClient.class)
                        .createReplicationGroup(request(scope, wanted, version.orElseThrow()).toBuilder()
                                .authToken(token.orElse(null))
                                .build());
            } catch (SdkException failure) {
                // A retry whose first reply was lost: the name is the identity, and the next look says whose it is.
                if (!AwsFailures.is(failure, "ReplicationGroupAlreadyExists", "ReplicationGroupAlreadyExistsFault")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static CreateReplicationGroupRequest request(
            Scope scope, Declared<ReplicationGroupSpec> wanted, CacheVersionAws version) {
        ReplicationGroupSpec spec = wanted.spec();
        CreateReplicationGroupRequest.Builder request = CreateReplicationGroupRequest.builder()
                .replicationGroupId(spec.name())
                .replicationGroupDescription(spec.description())
                .engine(spec.engine())
                .engineVersion(version.text())
                .cacheNodeType(spec.nodeType())
                .automaticFailoverEnabled(spec.failover())
                .multiAZEnabled(spec.multiAz())
                .cacheSubnetGroupName(spec.subnetGroup())
                .securityGroupIds(spec.securityGroups())
                .transitEncryptionEnabled(spec.inTransit())
                .atRestEncryptionEnabled(spec.atRest())
                .snapshotRetentionLimit(spec.snapshotRetentionDays())
                .snapshotWindow(spec.snapshotWindow().orElse(null))
                .preferredMaintenanceWindow(spec.maintenanceWindow().orElse(null))
                .port(spec.port())
                .tags(tags(scope, wanted));
        if (spec.clusterMode()) {
            return request.numNodeGroups(spec.shards().orElseThrow())
                    .replicasPerNodeGroup(spec.replicas())
                    .clusterMode(ClusterMode.ENABLED)
                    .cacheParameterGroupName("default." + version.family() + ".cluster.on")
                    .build();
        }
        return request.numCacheClusters(spec.replicas() + 1).build();
    }

    static Outcome update(
            Scope scope,
            Declared<ReplicationGroupSpec> wanted,
            ReplicationGroupLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return ReplicationGroupChangeAws.make(scope, wanted.spec(), live, changes, attempt);
    }

    /** Never without a last snapshot, under a name that only this incarnation of the group has. */
    static Outcome delete(Scope scope, ResourceId id, ReplicationGroupLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            String snapshot = live.name() + "-final-"
                    + Names.sha256(live.arn() + live.created()).substring(0, TAIL);
            try {
                scope.client(ElastiCacheClient.class).deleteReplicationGroup(r -> r.replicationGroupId(live.name())
                        .finalSnapshotIdentifier(snapshot));
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, "ReplicationGroupNotFoundFault")) {
                    return Outcome.done();
                }
                // Busy, or being deleted: the next look says which.
                if (AwsFailures.is(failure, "InvalidReplicationGroupState", "InvalidReplicationGroupStateFault")) {
                    return Outcome.retryable(AwsFailures.code(failure), AwsFailures.text(failure));
                }
                throw failure;
            }
            return Outcome.done();
        });
    }

    private static Map<String, ReplicationGroupLive> list(Scope scope) {
        return scope.once(ReplicationGroups.NAME, Listing.class, () -> read(scope))
                .byName();
    }

    private static Listing read(Scope scope) {
        ElastiCacheClient elastiCache = scope.client(ElastiCacheClient.class);
        DescribeReplicationGroupsResponse groups = DescribeReplicationGroupsResponse.builder()
                .replicationGroups(elastiCache.describeReplicationGroupsPaginator(r -> r.maxRecords(PAGE)).stream()
                        .flatMap(page -> page.replicationGroups().stream())
                        .toList())
                .build();
        if (groups.replicationGroups().isEmpty()) {
            return new Listing(Map.of());
        }
        Map<String, List<CacheCluster>> nodes =
                elastiCache.describeCacheClustersPaginator(r -> r.maxRecords(PAGE)).stream()
                        .flatMap(page -> page.cacheClusters().stream())
                        .filter(node -> node.replicationGroupId() != null)
                        .collect(Collectors.groupingBy(CacheCluster::replicationGroupId));
        return new Listing(groups.replicationGroups().stream()
                .map(group -> ReplicationGroupReadingAws.of(
                        group, nodes.getOrDefault(group.replicationGroupId(), List.of()), asked(scope, group)))
                .collect(Collectors.toMap(ReplicationGroupLive::name, live -> live)));
    }

    /** Which version of the secret was asked for last; read of those with a token alone. */
    private static Optional<String> asked(Scope scope, ReplicationGroup group) {
        return Boolean.TRUE.equals(group.authTokenEnabled()) && "available".equals(group.status())
                ? Optional.ofNullable(tags(scope, group.arn()).get(AuthState.TAG))
                : Optional.empty();
    }

    /** By name; of an ARN its last part. */
    private static String identity(Declared<ReplicationGroupSpec> one) {
        String given = one.existing().orElse(one.spec().name());
        return given.substring(given.lastIndexOf(':') + 1);
    }

    private static List<Tag> tags(Scope scope, Declared<ReplicationGroupSpec> wanted) {
        Map<String, String> all = new LinkedHashMap<>(Ownership.tags(scope, wanted));
        wanted.spec()
                .authVersion()
                .ifPresent(version -> all.put(AuthState.TAG, AuthState.asked(version, AuthState.SET, Instant.EPOCH)));
        return all.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
