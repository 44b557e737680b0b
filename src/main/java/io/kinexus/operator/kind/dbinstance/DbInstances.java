package io.kinexus.operator.kind.dbinstance;

import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.maybe;
import static io.kinexus.operator.core.diff.Field.stated;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.diff.Owner;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an RDS instance is to us: its table, its calls, its permissions. Pure. */
final class DbInstances {
    static final KindName NAME = new KindName("db-instance");
    /** A hundred a page, with tags. */
    static final Floor FLOOR = new Floor(100, 0);

    private static final String VERSION = "engineVersion";

    /** Reason, colon, the members that it is true of. */
    private static final String UNMANAGED = """
        its identity: dBInstanceIdentifier newDBInstanceIdentifier
        compared and written for all kinds alike, from the ownership sweep: tags
        how a change is made, no property: applyImmediately allowMajorVersionUpgrade certificateRotationRestart
        how a change is made, no property: useDefaultProcessorFeatures
        the port in a change; compared as port: dBPortNumber
        AWS chooses; with a standby it moves by itself: availabilityZone
        minor versions are AWS's, and on by default: autoMinorVersionUpgrade
        AWS rotates its certificates: cACertificateIdentifier
        options of engines that are not declared: optionGroupName
        how log exports are changed; compared as enableCloudwatchLogsExports: cloudwatchLogsExportConfiguration
        encrypted by the service's own key; a customer key is not declared yet: kmsKeyId
        AWS fills it from the type and size: storageThroughput dedicatedLogVolume additionalStorageVolumes
        AWS's default, not declared: licenseModel monitoringInterval monitoringRoleArn
        AWS's default, not declared: enableIAMDatabaseAuthentication databaseInsightsMode
        AWS's default, not declared: enablePerformanceInsights performanceInsightsKMSKeyId
        AWS's default, not declared: performanceInsightsRetentionPeriod processorFeatures networkType backupTarget
        AWS's default, not declared: engineLifecycleSupport characterSetName timezone
        the secret is ours, not one that RDS manages: manageMasterUserPassword rotateMasterUserPassword
        the secret is ours, not one that RDS manages: masterUserSecretKmsKeyId masterUserAuthenticationType
        only for engines or places that are not declared: dBSecurityGroups ncharCharacterSetName
        only for engines or places that are not declared: dBClusterIdentifier tdeCredentialArn
        only for engines or places that are not declared: tdeCredentialPassword domain domainFqdn domainOu
        only for engines or places that are not declared: domainAuthSecretArn domainDnsIps disableDomain
        only for engines or places that are not declared: domainIAMRoleName promotionTier enableCustomerOwnedIp
        only for engines or places that are not declared: customIamInstanceProfile dBSystemId multiTenant
        only for engines or places that are not declared: replicaMode automationMode
        only for engines or places that are not declared: resumeFullAutomationModeMinutes
        only for engines or places that are not declared: awsBackupRecoveryPointArn
        """;

    static final Fields<DbInstanceSpec, DbInstanceLive> FIELDS =
            tuned(placed(sized())).unmanaged(UNMANAGED).build();

    private static final String ANY = "arn:aws:rds:${region}:${account}:db:*";
    private static final String NAMED = "arn:aws:rds:${region}:${account}:db:${name}";
    /** RDS's own groups, which it takes when none are named. */
    private static final String OPTIONS = "arn:aws:rds:${region}:${account}:og:default*";

    private static final String PARAMETERS = "arn:aws:rds:${region}:${account}:pg:default*";
    private static final String OWN = "arn:aws:rds:${region}:${account}:pg:${parameterGroup}";
    private static final String GROUPS = "arn:aws:rds:${region}:${account}:subgrp:${subnetGroup}";
    private static final String SNAPSHOTS = "arn:aws:rds:${region}:${account}:snapshot:${name}-*";
    private static final String LINKED =
            "arn:aws:iam::${account}:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS";

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("rds:DescribeDBInstances", ANY)
                    .because("instances are listed, ours and those that are left over"),
            Permission.anywhere("rds:DescribeDBEngineVersions", "what AWS offers is no resource of the account"),
            Permission.on("rds:CreateDBInstance", NAMED, GROUPS, OPTIONS, PARAMETERS, OWN),
            Permission.on("rds:ModifyDBInstance", NAMED, OPTIONS, PARAMETERS, OWN),
            Ownership.only(Permission.on("rds:DeleteDBInstance", ANY)),
            Permission.on("rds:CreateDBSnapshot", NAMED, SNAPSHOTS),
            Permission.on("rds:DescribeDBSnapshots", NAMED, SNAPSHOTS),
            Permission.on("rds:RestoreDBInstanceFromDBSnapshot", NAMED, SNAPSHOTS, GROUPS, OPTIONS, PARAMETERS),
            Ownership.only(Permission.on("rds:RemoveTagsFromResource", NAMED)),
            Permission.on("rds:RestoreDBInstanceToPointInTime", ANY, GROUPS, OPTIONS, PARAMETERS, OWN)
                    .because("a restored copy stands beside its original, under a name with the time in it"),
            Permission.on("rds:RebootDBInstance", NAMED),
            Permission.on("rds:AddTagsToResource", NAMED, SNAPSHOTS),
            Permission.on(
                    "secretsmanager:GetSecretValue",
                    "arn:aws:secretsmanager:${region}:${account}:secret:${credentials}-??????"),
            Permission.anywhere("kms:DescribeKey", "the key of RDS itself is named by no ARN before it exists"),
            Permission.on("iam:CreateServiceLinkedRole", LINKED)
                    .when("StringLike", "iam:AWSServiceName", "rds.amazonaws.com"));

    private static final Set<String> FAILED = Set.of(
            "failed",
            "storage-full",
            "incompatible-network",
            "incompatible-option-group",
            "incompatible-parameters",
            "incompatible-restore",
            "insufficient-capacity",
            "inaccessible-encryption-credentials",
            "inaccessible-encryption-credentials-recoverable",
            "restore-error");
    private static final Set<String> AT_REST =
            Set.of("available", "storage-optimization", "stopped", "storage-initialization");

    private DbInstances() {}

    private static Fields.Builder<DbInstanceSpec, DbInstanceLive> sized() {
        return Fields.<DbInstanceSpec, DbInstanceLive>table()
                .row(Field.<DbInstanceSpec, DbInstanceLive, String>field(
                                "engine", DbInstanceSpec::engine, live -> live.version()
                                        .engine())
                        .effect(Effect.REPLACE))
                .row(version())
                .row(field("dBInstanceClass", DbInstanceSpec::instanceClass, DbInstanceLive::instanceClass))
                .row(Field.<DbInstanceSpec, DbInstanceLive, Integer>field(
                                "allocatedStorage", DbInstanceSpec::allocatedGib, DbInstanceLive::askedGib)
                        .matching(Match.atLeast()))
                .row(Field.<DbInstanceSpec, DbInstanceLive, Integer>field(
                                "allocatedStorage", DbInstanceSpec::allocatedGib, DbInstanceLive::askedGib)
                        .matching((want, have) -> have <= want)
                        .owner(Owner.AWS))
                .row(maybe("maxAllocatedStorage", DbInstanceSpec::maxAllocatedGib, DbInstanceLive::maxAllocatedGib))
                .row(field("storageType", DbInstanceSpec::storageType, DbInstanceLive::storageType))
                .row(maybe("iops", DbInstanceSpec::iops, DbInstanceLive::iops))
                .row(field("multiAZ", DbInstanceSpec::multiAz, DbInstanceLive::multiAz))
                .row(Field.<DbInstanceSpec, DbInstanceLive, Boolean>field(
                                "storageEncrypted", DbInstanceSpec::encrypted, DbInstanceLive::encrypted)
                        .effect(Effect.REPLACE));
    }

    private static Fields.Builder<DbInstanceSpec, DbInstanceLive> placed(
            Fields.Builder<DbInstanceSpec, DbInstanceLive> table) {
        return table.row(field(
                        "backupRetentionPeriod",
                        DbInstanceSpec::backupRetentionDays,
                        DbInstanceLive::backupRetentionDays))
                .row(stated("preferredBackupWindow", DbInstanceSpec::backupWindow, DbInstanceLive::backupWindow))
                .row(stated(
                        "preferredMaintenanceWindow",
                        DbInstanceSpec::maintenanceWindow,
                        DbInstanceLive::maintenanceWindow))
                .row(Field.<DbInstanceSpec, DbInstanceLive, String>field(
                                "dBSubnetGroupName", DbInstanceSpec::subnetGroup, DbInstanceLive::subnetGroup)
                        .effect(Effect.REPLACE))
                .row(Field.<DbInstanceSpec, DbInstanceLive, List<String>>field(
                                "vpcSecurityGroupIds", DbInstanceSpec::securityGroups, DbInstanceLive::securityGroups)
                        .matching(Match.unordered()))
                .row(field(
                        "deletionProtection", DbInstanceSpec::deletionProtection, DbInstanceLive::deletionProtection))
                .row(field("copyTagsToSnapshot", spec -> true, DbInstanceLive::copyTagsToSnapshot))
                .row(field("publiclyAccessible", spec -> false, DbInstanceLive::publiclyAccessible))
                .row(Field.<DbInstanceSpec, DbInstanceLive, String>stated(
                                "masterUsername", DbInstanceSpec::masterUsername, DbInstanceLive::masterUsername)
                        .effect(Effect.REPLACE))
                .row(Field.<DbInstanceSpec, DbInstanceLive, String>maybe(
                                "dBName", DbInstanceSpec::databaseName, DbInstanceLive::databaseName)
                        .effect(Effect.REPLACE))
                .row(field("masterUserPassword", spec -> "as in the secret", DbInstances::password));
    }

    private static Fields.Builder<DbInstanceSpec, DbInstanceLive> tuned(
            Fields.Builder<DbInstanceSpec, DbInstanceLive> table) {
        return table.row(maybe("port", DbInstanceSpec::port, DbInstanceLive::port))
                .row(Field.<DbInstanceSpec, DbInstanceLive, String>stated(
                                "dBParameterGroupName", DbInstanceSpec::parameterGroup, DbInstanceLive::parameterGroup)
                        .matching(DbDisruptions::sameGroup))
                .row(Field.<DbInstanceSpec, DbInstanceLive, String>stated(
                                DbDisruptions.REBOOT,
                                spec -> spec.parameterGroup().map(group -> "in-sync"),
                                DbInstanceLive::parameterStatus)
                        .matching((want, have) -> !have.equals("pending-reboot")))
                .row(Field.<DbInstanceSpec, DbInstanceLive, List<String>>field(
                                "enableCloudwatchLogsExports", DbInstanceSpec::logExports, DbInstanceLive::logExports)
                        .matching(Match.unordered()));
    }

    private static Field<DbInstanceSpec, DbInstanceLive, EngineVersion> version() {
        return Field.<DbInstanceSpec, DbInstanceLive, EngineVersion>stated(
                        VERSION,
                        spec -> spec.engineVersion().map(text -> new EngineVersion(spec.engine(), text)),
                        DbInstanceLive::version)
                .matching(EngineVersion::satisfiedBy)
                .showing(EngineVersion::text);
    }

    static boolean settled(DbInstanceLive live) {
        return AT_REST.contains(live.status()) || FAILED.contains(live.status());
    }

    /** Its value is never read to compare it: only a restored instance is known to have another. */
    private static String password(DbInstanceLive live) {
        return live.tags().containsKey(DbRebuildAws.PASSWORD) ? "as it was backed up" : "as in the secret";
    }

    static boolean failed(DbInstanceLive live) {
        return FAILED.contains(live.status());
    }

    static Verdict health(DbInstanceLive live) {
        if (FAILED.contains(live.status())) {
            return Verdict.unhealthy("database " + live.name() + " is " + live.status());
        }
        return live.status().equals("stopped")
                ? Verdict.unhealthy("database " + live.name() + " is stopped")
                : Verdict.healthy();
    }

    static Map<String, String> outputs(DbInstanceLive live) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("arn", live.arn());
        outputs.put("name", live.name());
        outputs.put("instanceClass", live.instanceClass());
        outputs.put("allocatedStorage", String.valueOf(live.allocatedGib()));
        Connections.memory(live.instanceClass()).ifPresent(bytes -> outputs.put("memory", String.valueOf(bytes)));
        Connections.allowed(live.version().engine(), live.instanceClass())
                .ifPresent(most -> outputs.put("maxConnections", String.valueOf(most)));
        live.securityGroups().stream().findFirst().ifPresent(group -> outputs.put("securityGroupId", group));
        live.host().ifPresent(host -> {
            outputs.put("host", host);
            live.port().ifPresent(port -> outputs.put("port", String.valueOf(port)));
        });
        return outputs;
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html">DeletionProtection</a>
     */
    static Optional<String> guarded(DbInstanceLive live) {
        return live.deletionProtection()
                ? Optional.of("deletion protection of database " + live.name()
                        + " is on; declare it with deletionProtection: false, let that be applied, then go on"
                        + " with a permit")
                : Optional.empty();
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html">upgrades</a>
     */
    static Optional<String> impossible(DbInstanceSpec wanted, DbInstanceLive live, List<FieldChange> changes) {
        return changes.stream()
                .flatMap(change -> switch (change.path()) {
                    case VERSION -> version(wanted, live).stream();
                    case "allocatedStorage" -> growth(wanted, live).stream();
                    default -> Stream.<String>empty();
                })
                .findFirst();
    }

    /** RDS grows a disk by a tenth or more. */
    private static Optional<String> growth(DbInstanceSpec wanted, DbInstanceLive live) {
        int least = (live.askedGib() * 11 + 9) / 10;
        return wanted.allocatedGib() > live.askedGib() && wanted.allocatedGib() < least
                ? Optional.of("database " + live.name() + " has " + live.askedGib()
                        + " GiB, and RDS grows it by at least a" + " tenth: declare storage.gib: " + least + " or more")
                : Optional.empty();
    }

    private static Optional<String> version(DbInstanceSpec wanted, DbInstanceLive live) {
        return wanted.engineVersion()
                .map(text -> new EngineVersion(wanted.engine(), text))
                .filter(version -> version.engine().equals(live.version().engine()))
                .flatMap(version -> notMade(version, wanted.majorUpgrade(), live));
    }

    private static Optional<String> notMade(EngineVersion version, boolean allowed, DbInstanceLive live) {
        String runs = "database " + live.name() + " runs " + live.version().text() + ", and ";
        if (!version.isAfter(live.version())) {
            return Optional.of(runs + version.text() + " is earlier: RDS does not go back; declare version: \""
                    + live.version().text() + "\", or restore a snapshot beside it");
        }
        return allowed || version.sameMajor(live.version())
                ? Optional.empty()
                : Optional.of(
                        runs + version.text() + " is another major version, from which there is no way back: declare"
                                + " allowMajorVersionUpgrade: true beside version, and it is upgraded in"
                                + " the maintenance window, after a snapshot");
    }
}
