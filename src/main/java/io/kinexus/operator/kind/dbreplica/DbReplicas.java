package io.kinexus.operator.kind.dbreplica;

import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.maybe;
import static io.kinexus.operator.core.diff.Field.stated;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a read replica is to us: its table, its permissions. Pure. */
final class DbReplicas {
    static final KindName NAME = new KindName("db-replica");
    /** None of its own: it is in the listing of the instances. */
    static final Floor FLOOR = new Floor(0, 0);

    /** Reason, colon, the members that it is true of. */
    private static final String UNMANAGED = """
        its identity: dBInstanceIdentifier newDBInstanceIdentifier
        compared and written for all kinds alike, from the ownership sweep: tags
        how a change is made, no property: applyImmediately allowMajorVersionUpgrade certificateRotationRestart
        how a change is made, no property: useDefaultProcessorFeatures cloudwatchLogsExportConfiguration
        the port in a change; compared as port: dBPortNumber
        AWS chooses: availabilityZone
        its source's: engine engineVersion storageEncrypted kmsKeyId optionGroupName dBSubnetGroupName
        its source's: masterUserPassword manageMasterUserPassword rotateMasterUserPassword
        its source's: masterUserSecretKmsKeyId masterUserAuthenticationType upgradeStorageConfig
        a copy has no standby and no backups of its own: multiAZ backupRetentionPeriod preferredBackupWindow
        a copy has no standby and no backups of its own: backupTarget
        minor versions are AWS's, and on by default: autoMinorVersionUpgrade
        AWS rotates its certificates: cACertificateIdentifier
        AWS fills it from the type and size: storageThroughput dedicatedLogVolume additionalStorageVolumes
        AWS's default, not declared: licenseModel monitoringInterval monitoringRoleArn
        AWS's default, not declared: enableIAMDatabaseAuthentication databaseInsightsMode
        AWS's default, not declared: enablePerformanceInsights performanceInsightsKMSKeyId
        AWS's default, not declared: performanceInsightsRetentionPeriod processorFeatures networkType
        only from another region: preSignedUrl sourceRegion
        only for engines or places that are not declared: dBSecurityGroups sourceDBClusterIdentifier
        only for engines or places that are not declared: tdeCredentialArn tdeCredentialPassword
        only for engines or places that are not declared: domain domainFqdn domainOu domainAuthSecretArn
        only for engines or places that are not declared: domainDnsIps disableDomain domainIAMRoleName
        only for engines or places that are not declared: promotionTier enableCustomerOwnedIp
        only for engines or places that are not declared: customIamInstanceProfile multiTenant replicaMode
        only for engines or places that are not declared: automationMode resumeFullAutomationModeMinutes
        only for engines or places that are not declared: awsBackupRecoveryPointArn
        """;

    static final Fields<DbReplicaSpec, DbReplicaLive> FIELDS =
            kept(sized()).unmanaged(UNMANAGED).build();

    private static final String ANY = "arn:aws:rds:${region}:${account}:db:*";
    private static final String NAMED = "arn:aws:rds:${region}:${account}:db:${name}";
    private static final String SOURCE = "arn:aws:rds:${region}:${account}:db:${source}";
    private static final String OPTIONS = "arn:aws:rds:${region}:${account}:og:default*";
    private static final String PARAMETERS = "arn:aws:rds:${region}:${account}:pg:*";
    private static final String SUBNETS = "arn:aws:rds:${region}:${account}:subgrp:*";

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("rds:DescribeDBInstances", ANY)
                    .because("instances are listed, ours and those that are left over"),
            Permission.on("rds:CreateDBInstanceReadReplica", NAMED, SOURCE, OPTIONS, PARAMETERS, SUBNETS)
                    .because("a replica takes the groups that its source has"),
            Permission.on("rds:ModifyDBInstance", NAMED, OPTIONS, PARAMETERS)
                    .because("a replica takes the groups that its source has"),
            Ownership.only(Permission.on("rds:DeleteDBInstance", ANY)),
            Permission.on("rds:AddTagsToResource", NAMED));

    private static final Set<String> FAILED = Set.of(
            "failed",
            "storage-full",
            "incompatible-network",
            "incompatible-option-group",
            "incompatible-parameters",
            "insufficient-capacity",
            "inaccessible-encryption-credentials",
            "inaccessible-encryption-credentials-recoverable");
    private static final Set<String> AT_REST =
            Set.of("available", "storage-optimization", "stopped", "storage-initialization");

    private DbReplicas() {}

    private static Fields.Builder<DbReplicaSpec, DbReplicaLive> sized() {
        return Fields.<DbReplicaSpec, DbReplicaLive>table()
                .row(Field.<DbReplicaSpec, DbReplicaLive, String>maybe(
                                "sourceDBInstanceIdentifier", spec -> Optional.of(spec.source()), DbReplicaLive::source)
                        .effect(Effect.REPLACE))
                .row(field("dBInstanceClass", DbReplicaSpec::instanceClass, DbReplicaLive::instanceClass))
                .row(Field.<DbReplicaSpec, DbReplicaLive, Integer>field(
                                "allocatedStorage", DbReplicaSpec::allocatedGib, DbReplicaLive::allocatedGib)
                        .matching(Match.atLeast()))
                .row(maybe("maxAllocatedStorage", DbReplicaSpec::maxAllocatedGib, DbReplicaLive::maxAllocatedGib))
                .row(field("storageType", DbReplicaSpec::storageType, DbReplicaLive::storageType))
                .row(maybe("iops", DbReplicaSpec::iops, DbReplicaLive::iops));
    }

    private static Fields.Builder<DbReplicaSpec, DbReplicaLive> kept(
            Fields.Builder<DbReplicaSpec, DbReplicaLive> table) {
        return table.row(stated(
                        "preferredMaintenanceWindow",
                        DbReplicaSpec::maintenanceWindow,
                        DbReplicaLive::maintenanceWindow))
                .row(Field.<DbReplicaSpec, DbReplicaLive, List<String>>field(
                                "vpcSecurityGroupIds", DbReplicaSpec::securityGroups, DbReplicaLive::securityGroups)
                        .matching(Match.unordered()))
                .row(Field.<DbReplicaSpec, DbReplicaLive, String>stated(
                                "dBParameterGroupName", DbReplicaSpec::parameterGroup, DbReplicaLive::parameterGroup)
                        .matching((want, have) -> want.equals(have) || (usual(want) && usual(have))))
                .row(Field.<DbReplicaSpec, DbReplicaLive, List<String>>field(
                                "enableCloudwatchLogsExports", DbReplicaSpec::logExports, DbReplicaLive::logExports)
                        .matching(Match.unordered()))
                .row(field("deletionProtection", DbReplicaSpec::deletionProtection, DbReplicaLive::deletionProtection))
                .row(field("copyTagsToSnapshot", spec -> true, DbReplicaLive::copyTagsToSnapshot))
                .row(field("publiclyAccessible", spec -> false, DbReplicaLive::publiclyAccessible))
                .row(maybe("port", DbReplicaSpec::port, DbReplicaLive::port));
    }

    /** AWS's own group; that of another family comes with another major version. */
    private static boolean usual(String group) {
        return group.startsWith("default.");
    }

    static boolean settled(DbReplicaLive live) {
        return AT_REST.contains(live.status()) || FAILED.contains(live.status());
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Monitoring.html">replication</a>
     */
    static Verdict health(DbReplicaLive live) {
        if (FAILED.contains(live.status()) || live.status().equals("stopped")) {
            return Verdict.unhealthy("read replica " + live.name() + " is " + live.status());
        }
        return live.replicating()
                .map(what -> Verdict.unhealthy("replication to " + live.name() + ": " + what))
                .orElseGet(Verdict::healthy);
    }

    static Map<String, String> outputs(DbReplicaLive live) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("arn", live.arn());
        outputs.put("name", live.name());
        outputs.put("instanceClass", live.instanceClass());
        outputs.put("allocatedStorage", String.valueOf(live.allocatedGib()));
        live.host().ifPresent(host -> {
            outputs.put("host", host);
            live.port().ifPresent(port -> outputs.put("port", String.valueOf(port)));
        });
        return outputs;
    }

    static Optional<String> guarded(DbReplicaLive live) {
        return live.deletionProtection()
                ? Optional.of("deletion protection of read replica " + live.name()
                        + " is on; declare its Database with deletionProtection: false, let that be applied, then go"
                        + " on with a permit")
                : Optional.empty();
    }
}
