package io.kinexus.operator.sandbox.rds;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceReadReplicaRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceReadReplicaResponse;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstanceStatusInfo;

/**
 * Read replicas in the region of their source: copied from a backup, then kept up by replication. When the source goes, they
 * are instances of their own.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.html">read replicas</a>
 */
final class Replicas {
    private static final int MOST = 15;

    private final Rds rds;
    private final NewInstance fresh;
    private final Instances instances;

    Replicas(Rds rds, NewInstance fresh, Instances instances) {
        this.rds = rds;
        this.fresh = fresh;
        this.instances = instances;
    }

    void install(Handlers handlers) {
        handlers.on(CreateDbInstanceReadReplicaRequest.class, this::create);
    }

    private CreateDbInstanceReadReplicaResponse create(CreateDbInstanceReadReplicaRequest request) {
        StoredInstance source = rds.instance(request.sourceDBInstanceIdentifier());
        check(source);
        StoredInstance one = fresh.of(asNew(request, source));
        one.set(b -> b.readReplicaSourceDBInstanceIdentifier(source.id())
                .engineVersion(source.now.engineVersion())
                .backupRetentionPeriod(0)
                .kmsKeyId(source.now.kmsKeyId())
                .preferredMaintenanceWindow(source.now.preferredMaintenanceWindow())
                .dbParameterGroups(
                        request.dbParameterGroupName() == null
                                ? source.now.dbParameterGroups()
                                : one.now.dbParameterGroups())
                .statusInfos(DBInstanceStatusInfo.builder()
                        .statusType("read replication")
                        .normal(true)
                        .status("replicating")
                        .build()));
        source.set(
                b -> b.readReplicaDBInstanceIdentifiers(with(source.now.readReplicaDBInstanceIdentifiers(), one.id())));
        instances.begin(one, Rds.tags(request.tags()));
        return CreateDbInstanceReadReplicaResponse.builder()
                .dbInstance(rds.shown(one))
                .build();
    }

    private static void check(StoredInstance source) {
        if (!source.is(Instances.AVAILABLE)) {
            throw Instances.state("DB Instance " + source.id() + " is not in available state.");
        }
        if (source.now.backupRetentionPeriod() == 0) {
            throw Instances.state("Automated backups are not enabled for this database instance. To enable automated"
                    + " backups, use ModifyDBInstance to set the backup retention period to a non-zero value.");
        }
        if (source.now.readReplicaDBInstanceIdentifiers().size() >= MOST) {
            throw AwsFault.badRequest("InstanceQuotaExceeded", "Cannot create more than " + MOST + " read replicas");
        }
    }

    /** What is not said is the source's. */
    private static CreateDbInstanceRequest asNew(CreateDbInstanceReadReplicaRequest request, StoredInstance source) {
        List<String> groups = request.vpcSecurityGroupIds().isEmpty()
                ? source.now.vpcSecurityGroups().stream()
                        .map(member -> member.vpcSecurityGroupId())
                        .toList()
                : request.vpcSecurityGroupIds();
        return CreateDbInstanceRequest.builder()
                .dbInstanceIdentifier(request.dbInstanceIdentifier())
                .engine(source.now.engine())
                .engineVersion(source.now.engineVersion())
                .dbInstanceClass(or(request.dbInstanceClass(), source.now.dbInstanceClass()))
                .allocatedStorage(or(request.allocatedStorage(), source.now.allocatedStorage()))
                .maxAllocatedStorage(request.maxAllocatedStorage())
                .storageType(or(request.storageType(), source.now.storageType()))
                .iops(request.iops())
                .storageEncrypted(source.now.storageEncrypted())
                .multiAZ(NewInstance.is(request.multiAZ()))
                .backupRetentionPeriod(0)
                .dbSubnetGroupName(source.now.dbSubnetGroup().dbSubnetGroupName())
                .dbParameterGroupName(request.dbParameterGroupName())
                .vpcSecurityGroupIds(groups)
                .deletionProtection(request.deletionProtection())
                .copyTagsToSnapshot(request.copyTagsToSnapshot())
                .publiclyAccessible(request.publiclyAccessible())
                .enableCloudwatchLogsExports(request.enableCloudwatchLogsExports())
                .masterUsername(source.now.masterUsername())
                .manageMasterUserPassword(true)
                .dbName(source.now.dbName())
                .port(or(request.port(), source.now.endpoint().port()))
                .build();
    }

    /** Its source forgets a replica that goes; a source that goes leaves instances of their own behind. */
    void gone(StoredInstance one) {
        Optional.ofNullable(one.now.readReplicaSourceDBInstanceIdentifier())
                .flatMap(source -> Optional.ofNullable(rds.instances.get(source)))
                .ifPresent(source -> source.set(
                        b -> b.readReplicaDBInstanceIdentifiers(source.now.readReplicaDBInstanceIdentifiers().stream()
                                .filter(id -> !id.equals(one.id()))
                                .toList())));
        one.now.readReplicaDBInstanceIdentifiers().stream()
                .flatMap(id -> Optional.ofNullable(rds.instances.get(id)).stream())
                .forEach(replica -> replica.set(
                        b -> b.readReplicaSourceDBInstanceIdentifier(null).statusInfos(List.of())));
    }

    private static List<String> with(List<String> ids, String id) {
        List<String> more = new ArrayList<>(ids);
        more.add(id);
        return more;
    }

    private static <T> T or(@org.jspecify.annotations.Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
