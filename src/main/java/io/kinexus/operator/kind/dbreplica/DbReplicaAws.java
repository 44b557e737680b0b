package io.kinexus.operator.kind.dbreplica;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceReadReplicaRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * The calls. Replicas stand in the listing of all instances, with their tags; the name is the identity.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html">CreateDBInstanceReadReplica</a>
 */
final class DbReplicaAws {
    private static final int PAGE = 100;
    private static final Duration SOON = Duration.ofMinutes(1);

    private DbReplicaAws() {}

    static Map<ResourceId, Observation<DbReplicaLive>> observe(
            Scope scope, Collection<Declared<DbReplicaSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            Map<String, DbReplicaLive> live = list(scope);
            Map<ResourceId, Observation<DbReplicaLive>> found = new LinkedHashMap<>();
            for (Declared<DbReplicaSpec> one : all) {
                Optional.ofNullable(live.get(one.spec().name()))
                        .ifPresent(there -> found.put(one.id(), present(one.id(), there)));
            }
            return found;
        });
    }

    static Map<ResourceId, Observation<DbReplicaLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<DbReplicaLive>> surplus = new LinkedHashMap<>();
        if (Ownership.none(scope, DbReplicas.NAME, declared)) {
            return surplus;
        }
        for (DbReplicaLive live : list(scope).values()) {
            String local = live.tags().getOrDefault(Ownership.RESOURCE, "");
            if (scope.environment().equals(live.tags().get(Ownership.ENVIRONMENT))
                    && local.startsWith(DbReplicas.NAME + "/")) {
                ResourceId id = ResourceId.parse(scope.environment() + "/" + local);
                if (!declared.contains(id)) {
                    surplus.put(id, present(id, live));
                }
            }
        }
        return surplus;
    }

    static Outcome create(Scope scope, Declared<DbReplicaSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            Optional<String> first = busy(scope, wanted.spec().source());
            if (first.isPresent()) {
                return Outcome.waiting(first.orElseThrow(), SOON);
            }
            try {
                scope.client(RdsClient.class).createDBInstanceReadReplica(request(scope, wanted));
            } catch (SdkException failure) {
                // The source is still being made, or has no backup to copy from yet.
                if (AwsFailures.is(failure, "InvalidDBInstanceState", "InvalidDBInstanceStateFault")) {
                    return Outcome.waiting(AwsFailures.text(failure), SOON);
                }
                // A retry whose first reply was lost: the name is the identity, and the next look says whose it is.
                if (!AwsFailures.is(failure, "DBInstanceAlreadyExists")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    /** AWS copies only from an instance that is available; one of another region, by its ARN, is not in the listing. */
    private static Optional<String> busy(Scope scope, String source) {
        if (source.contains(":")) {
            return Optional.empty();
        }
        DbReplicaLive from = list(scope).get(source);
        if (from == null) {
            return Optional.of("database " + source + ", which it copies");
        }
        return DbReplicas.settled(from)
                ? Optional.empty()
                : Optional.of("database " + source + ", which it copies, to be available: it is " + from.status());
    }

    private static CreateDbInstanceReadReplicaRequest request(Scope scope, Declared<DbReplicaSpec> wanted) {
        DbReplicaSpec spec = wanted.spec();
        CreateDbInstanceReadReplicaRequest.Builder request = CreateDbInstanceReadReplicaRequest.builder()
                .dbInstanceIdentifier(spec.name())
                .sourceDBInstanceIdentifier(spec.source())
                .dbInstanceClass(spec.instanceClass())
                .allocatedStorage(spec.allocatedGib())
                .maxAllocatedStorage(spec.maxAllocatedGib().orElse(null))
                .storageType(spec.storageType())
                .iops(spec.iops().orElse(null))
                .vpcSecurityGroupIds(spec.securityGroups())
                .dbParameterGroupName(spec.ownParameterGroup().orElse(null))
                .deletionProtection(spec.deletionProtection())
                .copyTagsToSnapshot(true)
                .publiclyAccessible(false)
                .port(spec.port().orElse(null))
                .tags(tags(scope, wanted));
        return spec.logExports().isEmpty()
                ? request.build()
                : request.enableCloudwatchLogsExports(spec.logExports()).build();
    }

    /** AWS makes no last snapshot of a replica: what it holds is its source's. */
    static Outcome delete(Scope scope, ResourceId id, DbReplicaLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(RdsClient.class).deleteDBInstance(r -> r.dbInstanceIdentifier(live.name())
                        .skipFinalSnapshot(true));
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, "DBInstanceNotFound", "DBInstanceNotFoundFault")) {
                    return Outcome.done();
                }
                if (AwsFailures.is(failure, "InvalidDBInstanceState", "InvalidDBInstanceStateFault")) {
                    return live.status().equals("deleting")
                            ? Outcome.done()
                            : Outcome.retryable(AwsFailures.code(failure), AwsFailures.text(failure));
                }
                throw failure;
            }
            return Outcome.done();
        });
    }

    private static Map<String, DbReplicaLive> list(Scope scope) {
        DescribeDbInstancesResponse all = scope.once(
                "rds:DescribeDBInstances",
                DescribeDbInstancesResponse.class,
                () -> DescribeDbInstancesResponse.builder()
                        .dbInstances(
                                scope
                                        .client(RdsClient.class)
                                        .describeDBInstancesPaginator(r -> r.maxRecords(PAGE))
                                        .stream()
                                        .flatMap(page -> page.dbInstances().stream())
                                        .toList())
                        .build());
        return all.dbInstances().stream()
                .map(DbReplicaReadingAws::of)
                .collect(Collectors.toMap(DbReplicaLive::name, live -> live));
    }

    private static Observation<DbReplicaLive> present(ResourceId id, DbReplicaLive live) {
        return new Observation.Present<>(live, DbReplicas.settled(live), Ownership.ours(id, live.tags()));
    }

    private static List<Tag> tags(Scope scope, Declared<?> wanted) {
        return Ownership.tags(scope, wanted).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
