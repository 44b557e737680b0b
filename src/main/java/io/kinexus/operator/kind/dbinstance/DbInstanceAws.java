package io.kinexus.operator.kind.dbinstance;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * The calls. Instances are listed whole, with their tags; the name is the identity, so that creating twice leaves one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBInstances.html">DescribeDBInstances</a>
 */
final class DbInstanceAws {
    private static final int PAGE = 100;
    private static final int TAIL = 8;

    private DbInstanceAws() {}

    static Map<ResourceId, Observation<DbInstanceLive>> observe(
            Scope scope, Collection<Declared<DbInstanceSpec>> wanted) {
        Map<ResourceId, Observation<DbInstanceLive>> seen = Sweep.whole(wanted, all -> {
            Map<String, DbInstanceLive> live = list(scope);
            Map<ResourceId, Observation<DbInstanceLive>> found = new LinkedHashMap<>();
            for (Declared<DbInstanceSpec> one : all) {
                Optional.ofNullable(live.get(identity(one)))
                        .ifPresent(there -> found.put(one.id(), present(one.id(), there)));
            }
            return found;
        });
        Map<ResourceId, Observation<DbInstanceLive>> checked = new LinkedHashMap<>(seen);
        for (Declared<DbInstanceSpec> one : wanted) {
            if (seen.get(one.id()) instanceof Observation.Absent<DbInstanceLive>) {
                refused(scope, one).ifPresent(why -> checked.put(one.id(), Observation.unreadable(why)));
            }
        }
        return checked;
    }

    /** A full version that AWS no longer offers stops the plan here, and says which one it does offer. */
    private static Optional<String> refused(Scope scope, Declared<DbInstanceSpec> one) {
        Optional<EngineVersion> version = one.spec()
                .engineVersion()
                .map(text -> new EngineVersion(one.spec().engine(), text))
                .filter(EngineVersion::isFull)
                .filter(stated -> one.existing().isEmpty());
        try {
            return version.flatMap(
                    stated -> OfferedVersionsAws.of(scope, stated.engine()).refuse(stated));
        } catch (SdkException failure) {
            return Optional.of(AwsFailures.text(failure));
        }
    }

    static Map<ResourceId, Observation<DbInstanceLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<DbInstanceLive>> surplus = new LinkedHashMap<>();
        if (Ownership.none(scope, DbInstances.NAME, declared)) {
            return surplus;
        }
        for (DbInstanceLive live : list(scope).values()) {
            String local = live.tags().getOrDefault(Ownership.RESOURCE, "");
            if (scope.environment().equals(live.tags().get(Ownership.ENVIRONMENT))
                    && local.startsWith(DbInstances.NAME + "/")) {
                ResourceId id = ResourceId.parse(scope.environment() + "/" + local);
                if (!declared.contains(id)) {
                    surplus.put(id, present(id, live));
                }
            }
        }
        return surplus;
    }

    static Outcome create(Scope scope, Declared<DbInstanceSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            DbInstanceSpec spec = wanted.spec();
            if (scope.restoresData()) {
                return DbRebuildAws.create(scope, spec, tags(scope, wanted));
            }
            Optional<String> version = Optional.empty();
            if (spec.engineVersion().isPresent()) {
                EngineVersion stated =
                        new EngineVersion(spec.engine(), spec.engineVersion().orElseThrow());
                OfferedVersionsAws offered = OfferedVersionsAws.of(scope, spec.engine());
                version = offered.newest(stated);
                if (version.isEmpty()) {
                    return Outcome.terminal(
                            "EngineVersionNotOffered", offered.refuse(stated).orElse(stated.text()));
                }
            }
            Optional<LoginAws> login = LoginAws.read(scope, spec.credentials());
            if (login.isEmpty()) {
                return Outcome.terminal(
                        "SecretWithoutUserName",
                        "the value of secret " + spec.credentials()
                                + " is not a JSON object with username and password");
            }
            return create(scope, wanted, version, login.orElseThrow());
        });
    }

    private static Outcome create(
            Scope scope, Declared<DbInstanceSpec> wanted, Optional<String> version, LoginAws login) {
        DbInstanceSpec spec = wanted.spec();
        CreateDbInstanceRequest.Builder request = CreateDbInstanceRequest.builder()
                .dbInstanceIdentifier(spec.name())
                .engine(spec.engine())
                .engineVersion(version.orElse(null))
                .dbInstanceClass(spec.instanceClass())
                .allocatedStorage(spec.allocatedGib())
                .maxAllocatedStorage(spec.maxAllocatedGib().orElse(null))
                .storageType(spec.storageType())
                .iops(spec.iops().orElse(null))
                .multiAZ(spec.multiAz())
                .storageEncrypted(spec.encrypted())
                .backupRetentionPeriod(spec.backupRetentionDays())
                .preferredBackupWindow(spec.backupWindow().orElse(null))
                .preferredMaintenanceWindow(spec.maintenanceWindow().orElse(null))
                .dbSubnetGroupName(spec.subnetGroup())
                .vpcSecurityGroupIds(spec.securityGroups())
                .deletionProtection(spec.deletionProtection())
                .copyTagsToSnapshot(true)
                .publiclyAccessible(false)
                .masterUsername(login.username())
                .masterUserPassword(login.password())
                .dbName(spec.databaseName().orElse(null))
                .port(spec.port().orElse(null))
                .dbParameterGroupName(spec.ownParameterGroup().orElse(null))
                .tags(tags(scope, wanted));
        return ask(
                scope,
                spec.logExports().isEmpty()
                        ? request.build()
                        : request.enableCloudwatchLogsExports(spec.logExports()).build());
    }

    private static Outcome ask(Scope scope, CreateDbInstanceRequest request) {
        try {
            scope.client(RdsClient.class).createDBInstance(request);
        } catch (SdkException failure) {
            // A retry whose first reply was lost: the name is the identity, and the next look says whose it is.
            if (!AwsFailures.is(failure, "DBInstanceAlreadyExists")) {
                throw failure;
            }
        }
        return Outcome.done();
    }

    static Outcome update(
            Scope scope,
            Declared<DbInstanceSpec> wanted,
            DbInstanceLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return DbInstanceChangeAws.make(scope, wanted.spec(), live, changes, attempt);
    }

    /** Never without a last snapshot, under a name that only this incarnation of the instance has. */
    static Outcome delete(Scope scope, ResourceId id, DbInstanceLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            String snapshot =
                    live.name() + "-final-" + Names.sha256(live.resourceId()).substring(0, TAIL);
            try {
                scope.client(RdsClient.class).deleteDBInstance(r -> r.dbInstanceIdentifier(live.name())
                        .skipFinalSnapshot(false)
                        .finalDBSnapshotIdentifier(snapshot)
                        .deleteAutomatedBackups(false));
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, "DBInstanceNotFound", "DBInstanceNotFoundFault")) {
                    return Outcome.done();
                }
                if (AwsFailures.is(failure, "InvalidDBInstanceState", "InvalidDBInstanceStateFault")) {
                    return deleting(scope, live) ? Outcome.done() : retry(failure);
                }
                throw failure;
            }
            return Outcome.done();
        });
    }

    private static Outcome retry(SdkException failure) {
        return Outcome.retryable(AwsFailures.code(failure), AwsFailures.text(failure));
    }

    private static boolean deleting(Scope scope, DbInstanceLive live) {
        return scope
                .client(RdsClient.class)
                .describeDBInstances(r -> r.dbInstanceIdentifier(live.name()))
                .dbInstances()
                .stream()
                .allMatch(now -> now.dbInstanceStatus().equals("deleting"));
    }

    private static Map<String, DbInstanceLive> list(Scope scope) {
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
                .map(DbInstanceReadingAws::of)
                .collect(Collectors.toMap(DbInstanceLive::name, live -> live));
    }

    private static Observation<DbInstanceLive> present(ResourceId id, DbInstanceLive live) {
        return new Observation.Present<>(live, DbInstances.settled(live), Ownership.ours(id, live.tags()));
    }

    /** By name; of an ARN its last part. */
    private static String identity(Declared<DbInstanceSpec> one) {
        String given = one.existing().orElse(one.spec().name());
        return given.substring(given.lastIndexOf(':') + 1);
    }

    private static List<Tag> tags(Scope scope, Declared<?> wanted) {
        return Ownership.tags(scope, wanted).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
