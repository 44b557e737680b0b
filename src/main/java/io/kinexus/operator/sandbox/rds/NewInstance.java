package io.kinexus.operator.sandbox.rds;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;
import software.amazon.awssdk.services.rds.model.Endpoint;
import software.amazon.awssdk.services.rds.model.OptionGroupMembership;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/**
 * What CreateDBInstance checks and fills in.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html">CreateDBInstance</a>
 */
final class NewInstance {
    private static final Pattern NAME = Pattern.compile("[a-z](-?[a-z0-9]){0,62}");
    private static final Pattern PASSWORD = Pattern.compile("[ -~&&[^/\"@ ]]{8,128}");
    private static final int POSTGRES = 5432;
    private static final int MYSQL = 3306;
    private static final int MOST_RETENTION = 35;

    private final Rds rds;
    private final SubnetGroups subnetGroups;
    private final Parameters parameters;

    NewInstance(Rds rds, SubnetGroups subnetGroups, Parameters parameters) {
        this.rds = rds;
        this.subnetGroups = subnetGroups;
        this.parameters = parameters;
    }

    StoredInstance of(CreateDbInstanceRequest request) {
        String id = Instances.lower(Rds.required(request.dbInstanceIdentifier(), "DBInstanceIdentifier"));
        String engine = Rds.required(request.engine(), "Engine");
        check(id, engine, request);
        String version = EngineVersions.resolve(engine, request.engineVersion())
                .orElseThrow(
                        () -> Rds.combination("Cannot find version " + request.engineVersion() + " for " + engine));
        String storage = storage(engine, request);
        DBSubnetGroup subnets = subnetGroups.known(request.dbSubnetGroupName());
        DBInstance.Builder one = DBInstance.builder()
                .dbInstanceIdentifier(id)
                .dbInstanceArn(rds.arn("db", id))
                .dbiResourceId("db-" + rds.account.dice().hex(26).toUpperCase(java.util.Locale.ROOT))
                .dbInstanceStatus("creating")
                .dbInstanceClass(request.dbInstanceClass())
                .engine(engine)
                .engineVersion(version)
                .licenseModel(engine.equals("postgres") ? "postgresql-license" : "general-public-license")
                .masterUsername(request.masterUsername())
                .dbName(request.dbName())
                .dbSubnetGroup(subnets)
                .availabilityZone(zone(request, subnets))
                .vpcSecurityGroups(groups(request.vpcSecurityGroupIds(), subnets.vpcId()))
                .endpoint(Endpoint.builder().port(port(engine, request.port())).build())
                .dbInstancePort(0)
                .dbParameterGroups(parameters(engine, version, request.dbParameterGroupName()))
                .optionGroupMemberships(OptionGroupMembership.builder()
                        .optionGroupName("default:" + engine + "-"
                                + EngineVersions.major(engine, version).replace('.', '-'))
                        .status("in-sync")
                        .build());
        asked(one, storage, request);
        usual(one);
        StoredInstance made = new StoredInstance(one.build());
        made.password = or(request.masterUserPassword(), "");
        return made;
    }

    static void checkPassword(String password) {
        if (!PASSWORD.matcher(password).matches()) {
            throw Rds.value("The parameter MasterUserPassword is not a valid password. Only printable ASCII characters"
                    + " besides '/', '@', '\"', ' ' may be used.");
        }
    }

    private void asked(DBInstance.Builder one, String storage, CreateDbInstanceRequest request) {
        one.allocatedStorage(request.allocatedStorage())
                .maxAllocatedStorage(request.maxAllocatedStorage())
                .storageType(storage)
                .iops(iops(storage, request.iops()))
                .storageThroughput(storage.equals("gp3") ? or(request.storageThroughput(), 125) : null)
                .storageEncrypted(is(request.storageEncrypted()))
                .kmsKeyId(is(request.storageEncrypted()) ? key(request.kmsKeyId()) : null)
                .multiAZ(is(request.multiAZ()))
                .backupRetentionPeriod(or(request.backupRetentionPeriod(), 1))
                .preferredBackupWindow(or(request.preferredBackupWindow(), "07:12-07:42"))
                .preferredMaintenanceWindow(or(request.preferredMaintenanceWindow(), "tue:09:30-tue:10:00"))
                .autoMinorVersionUpgrade(!Boolean.FALSE.equals(request.autoMinorVersionUpgrade()))
                .publiclyAccessible(is(request.publiclyAccessible()))
                .deletionProtection(is(request.deletionProtection()))
                .copyTagsToSnapshot(is(request.copyTagsToSnapshot()))
                .iamDatabaseAuthenticationEnabled(is(request.enableIAMDatabaseAuthentication()))
                .performanceInsightsEnabled(is(request.enablePerformanceInsights()))
                .monitoringInterval(or(request.monitoringInterval(), 0))
                .enabledCloudwatchLogsExports(
                        request.enableCloudwatchLogsExports().stream().sorted().toList())
                .dedicatedLogVolume(is(request.dedicatedLogVolume()))
                .caCertificateIdentifier(or(request.caCertificateIdentifier(), "rds-ca-rsa2048-g1"));
    }

    private static void usual(DBInstance.Builder one) {
        one.pendingModifiedValues(PendingModifiedValues.builder().build())
                .dbSecurityGroups(List.of())
                .readReplicaDBInstanceIdentifiers(List.of())
                .domainMemberships(List.of())
                .associatedRoles(List.of())
                .statusInfos(List.of())
                .customerOwnedIpEnabled(false)
                .networkType("IPV4")
                .backupTarget("region")
                .isStorageConfigUpgradeAvailable(false)
                .engineLifecycleSupport("open-source-rds-extended-support")
                .databaseInsightsMode("standard")
                .activityStreamStatus("stopped");
    }

    private void check(String id, String engine, CreateDbInstanceRequest request) {
        if (!NAME.matcher(id).matches()) {
            throw Rds.value(
                    "The parameter DBInstanceIdentifier is not a valid identifier. Identifiers must begin with a"
                            + " letter; must contain only ASCII letters, digits, and hyphens; and must not end with a"
                            + " hyphen or contain two consecutive hyphens.");
        }
        if (rds.instances.containsKey(id)) {
            throw AwsFault.badRequest("DBInstanceAlreadyExists", "DB instance already exists");
        }
        if (!EngineVersions.knows(engine)) {
            throw Rds.value("Invalid DB engine");
        }
        if (!EngineVersions.offersClass(Rds.required(request.dbInstanceClass(), "DBInstanceClass"))) {
            throw Rds.value("Invalid DB Instance class: " + request.dbInstanceClass());
        }
        EngineVersions.checkLogs(engine, request.enableCloudwatchLogsExports());
        Rds.required(request.masterUsername(), "MasterUsername");
        String password = request.masterUserPassword();
        if (password == null && !is(request.manageMasterUserPassword())) {
            throw Rds.combination("You must specify the parameter MasterUserPassword.");
        }
        if (password != null) {
            checkPassword(password);
        }
        int retention = or(request.backupRetentionPeriod(), 1);
        if (retention < 0 || retention > MOST_RETENTION) {
            throw Rds.value("Invalid backup retention period: " + retention + ". Must be between 0 and 35");
        }
    }

    private static String storage(String engine, CreateDbInstanceRequest request) {
        String type = or(request.storageType(), request.iops() == null ? "gp2" : "io1");
        if (!List.of("gp2", "gp3", "io1", "io2").contains(type)) {
            throw Rds.value("Invalid storage type: " + type);
        }
        int gib = or(request.allocatedStorage(), 0);
        if (gib < EngineVersions.leastGib(type)) {
            throw Rds.value(
                    "Invalid storage size for engine name " + engine + " and storage type " + type + ": " + gib);
        }
        if (type.startsWith("io") && request.iops() == null) {
            throw Rds.combination("You must specify iops for storage type " + type);
        }
        ceiling(gib, request.maxAllocatedStorage());
        return type;
    }

    /** Fewer than a tenth more is refused: it could never grow. */
    static void ceiling(int gib, @Nullable Integer most) {
        if (most != null && most * 10 < gib * 11) {
            throw Rds.combination("Max storage size must be greater than storage size by at least 10%");
        }
    }

    private String zone(CreateDbInstanceRequest request, DBSubnetGroup subnets) {
        List<String> zones = SubnetGroups.zones(subnets.subnets());
        if (request.availabilityZone() != null && is(request.multiAZ())) {
            throw Rds.combination("Requesting a specific availability zone is not valid for Multi-AZ instances.");
        }
        return or(request.availabilityZone(), zones.get(rds.account.dice().below(zones.size())));
    }

    List<VpcSecurityGroupMembership> groups(List<String> asked, String vpcId) {
        List<String> ids =
                asked.isEmpty() ? rds.ec2().defaultGroup(vpcId).stream().toList() : asked;
        for (String id : ids) {
            if (rds.ec2().securityGroup(id).isEmpty()) {
                throw Rds.value("Invalid security group , groupId= " + id + ", groupName=.");
            }
        }
        return ids.stream()
                .map(id -> VpcSecurityGroupMembership.builder()
                        .vpcSecurityGroupId(id)
                        .status("active")
                        .build())
                .toList();
    }

    private DBParameterGroupStatus parameters(String engine, String version, @Nullable String asked) {
        String family = EngineVersions.family(engine, version);
        String group = or(asked, "default." + family);
        if (!parameters.known(group).dbParameterGroupFamily().equals(family)) {
            throw Rds.combination("The Parameter Group " + group + " with DBParameterGroupFamily "
                    + parameters.known(group).dbParameterGroupFamily()
                    + " cannot be used for this instance. Please use a Parameter Group with DBParameterGroupFamily "
                    + family);
        }
        return parameters.status(group, "in-sync");
    }

    private String key(@Nullable String asked) {
        return or(asked, rds.account.arn("kms", "key/" + rds.account.dice().uuid()));
    }

    private static @Nullable Integer iops(String storage, @Nullable Integer asked) {
        return storage.equals("gp3") ? Optional.ofNullable(asked).orElse(3000) : asked;
    }

    private static int port(String engine, @Nullable Integer asked) {
        return or(asked, engine.equals("postgres") ? POSTGRES : MYSQL);
    }

    static boolean is(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
