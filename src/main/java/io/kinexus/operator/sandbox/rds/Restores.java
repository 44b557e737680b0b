package io.kinexus.operator.sandbox.rds;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceFromDbSnapshotResponse;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceToPointInTimeRequest;
import software.amazon.awssdk.services.rds.model.RestoreDbInstanceToPointInTimeResponse;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * New instances from what was kept of others. What the request leaves out is the source's, save for the security groups,
 * which are the VPC's default one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIT.html">Point in time</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_RestoreFromSnapshot.html">Snapshots</a>
 */
final class Restores {
    private final Rds rds;
    private final NewInstance fresh;
    private final Instances instances;

    /** What both requests say of the new instance. */
    private record Asked(
            String id,
            @Nullable String instanceClass,
            @Nullable Integer port,
            @Nullable String subnetGroup,
            @Nullable Boolean multiAz,
            @Nullable Boolean open,
            @Nullable Boolean deletionProtection,
            @Nullable Boolean copyTags,
            @Nullable String parameterGroup,
            List<String> groups,
            List<String> logs,
            List<Tag> tags) {}

    Restores(Rds rds, NewInstance fresh, Instances instances) {
        this.rds = rds;
        this.fresh = fresh;
        this.instances = instances;
    }

    void install(Handlers handlers) {
        handlers.on(RestoreDbInstanceToPointInTimeRequest.class, this::toPointInTime);
        handlers.on(RestoreDbInstanceFromDbSnapshotRequest.class, r -> RestoreDbInstanceFromDbSnapshotResponse.builder()
                .dbInstance(rds.shown(ofSnapshot(r)))
                .build());
    }

    StoredInstance ofSnapshot(RestoreDbInstanceFromDbSnapshotRequest request) {
        String id = Instances.lower(Rds.required(request.dbSnapshotIdentifier(), "DBSnapshotIdentifier"));
        String name = id.startsWith("arn:") ? id.substring(id.indexOf(":snapshot:") + ":snapshot:".length()) : id;
        DBSnapshot snapshot = Optional.ofNullable(rds.snapshots.get(name))
                .orElseThrow(() -> Rds.notFound("DBSnapshotNotFound", "DBSnapshot not found: " + name));
        if (!"available".equals(snapshot.status())) {
            throw AwsFault.badRequest("InvalidDBSnapshotState", "The snapshot " + name + " is not available.");
        }
        return begin(
                Optional.ofNullable(rds.origins.get(name)).orElseThrow(),
                new Asked(
                        Rds.required(request.dbInstanceIdentifier(), "DBInstanceIdentifier"),
                        request.dbInstanceClass(),
                        request.port(),
                        request.dbSubnetGroupName(),
                        request.multiAZ(),
                        request.publiclyAccessible(),
                        request.deletionProtection(),
                        request.copyTagsToSnapshot(),
                        request.dbParameterGroupName(),
                        request.vpcSecurityGroupIds(),
                        request.enableCloudwatchLogsExports(),
                        request.tags()));
    }

    private RestoreDbInstanceToPointInTimeResponse toPointInTime(RestoreDbInstanceToPointInTimeRequest request) {
        DBInstance source = rds.instance(request.sourceDBInstanceIdentifier()).now;
        boolean latest = NewInstance.is(request.useLatestRestorableTime());
        Instant at = request.restoreTime();
        if (latest == (at != null)) {
            throw Rds.combination("Specify either RestoreTime or UseLatestRestorableTime, and not both.");
        }
        Instant newest = source.latestRestorableTime();
        if (source.backupRetentionPeriod() == 0 || newest == null) {
            throw AwsFault.badRequest(
                    "PointInTimeRestoreNotEnabled",
                    "The DB instance " + source.dbInstanceIdentifier() + " has no automated backups.");
        }
        Instant kept = rds.account.now().minus(Duration.ofDays(source.backupRetentionPeriod()));
        Instant oldest = source.instanceCreateTime().isAfter(kept) ? source.instanceCreateTime() : kept;
        if (at != null && (at.isAfter(newest) || at.isBefore(oldest))) {
            throw AwsFault.badRequest(
                    "InvalidRestoreFault",
                    "The specified instance cannot be restored to a time later than " + newest + " or earlier than "
                            + oldest);
        }
        StoredInstance one = begin(
                source,
                new Asked(
                        Rds.required(request.targetDBInstanceIdentifier(), "TargetDBInstanceIdentifier"),
                        request.dbInstanceClass(),
                        request.port(),
                        request.dbSubnetGroupName(),
                        request.multiAZ(),
                        request.publiclyAccessible(),
                        request.deletionProtection(),
                        request.copyTagsToSnapshot(),
                        request.dbParameterGroupName(),
                        request.vpcSecurityGroupIds(),
                        request.enableCloudwatchLogsExports(),
                        request.tags()));
        return RestoreDbInstanceToPointInTimeResponse.builder()
                .dbInstance(rds.shown(one))
                .build();
    }

    /** User name and password come with the data: the password of this request opens nothing. */
    private StoredInstance begin(DBInstance source, Asked asked) {
        StoredInstance one = fresh.of(CreateDbInstanceRequest.builder()
                .dbInstanceIdentifier(asked.id())
                .engine(source.engine())
                .engineVersion(source.engineVersion())
                .dbInstanceClass(or(asked.instanceClass(), source.dbInstanceClass()))
                .allocatedStorage(source.allocatedStorage())
                .maxAllocatedStorage(source.maxAllocatedStorage())
                .storageType(source.storageType())
                .iops(source.storageType().equals("gp3") ? null : source.iops())
                .storageEncrypted(source.storageEncrypted())
                .kmsKeyId(source.kmsKeyId())
                .masterUsername(source.masterUsername())
                .masterUserPassword("restored-" + rds.account.dice().hex(16))
                .dbName(source.dbName())
                .port(or(asked.port(), source.endpoint().port()))
                .dbSubnetGroupName(
                        or(asked.subnetGroup(), source.dbSubnetGroup().dbSubnetGroupName()))
                .vpcSecurityGroupIds(asked.groups())
                .dbParameterGroupName(asked.parameterGroup())
                .backupRetentionPeriod(source.backupRetentionPeriod())
                .preferredBackupWindow(source.preferredBackupWindow())
                .preferredMaintenanceWindow(source.preferredMaintenanceWindow())
                .multiAZ(asked.multiAz())
                .publiclyAccessible(asked.open())
                .deletionProtection(asked.deletionProtection())
                .copyTagsToSnapshot(asked.copyTags())
                .enableCloudwatchLogsExports(asked.logs())
                .build());
        instances.begin(one, Rds.tags(asked.tags()));
        return one;
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
