package io.kinexus.operator.kind.replicationgroup;

import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.stated;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.environment.WeeklyWindow;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a replication group is to us: its table, its calls, its permissions. Pure. */
final class ReplicationGroups {
    private static final String VERSION = "engineVersion";
    private static final String SHARDS = "numNodeGroups";
    static final String AUTH = "authToken";
    static final String STRATEGY = "authTokenUpdateStrategy";

    private static final int SHORT = 8;
    static final KindName NAME = new KindName("replication-group");
    /** A hundred groups a page, and one listing of their nodes beside it; tags come with the ownership sweep. */
    static final Floor FLOOR = new Floor(100, 0, 2);

    /** Reason, colon, the members that it is true of. */
    private static final String UNMANAGED = """
        its identity: replicationGroupId
        compared and written for all kinds alike, from the ownership sweep: tags
        how a change is made, no property: applyImmediately newReplicaCount nodeGroupId
        AWS chooses which node is primary, which is copied, and where each stands: primaryClusterId
        AWS chooses which node is primary, which is copied, and where each stands: snapshottingClusterId
        AWS chooses which node is primary, which is copied, and where each stands: preferredCacheClusterAZs
        AWS chooses which node is primary, which is copied, and where each stands: nodeGroupConfiguration
        AWS chooses which node is primary, which is copied, and where each stands: replicaConfiguration
        the default of engine and version, with or without cluster mode: cacheParameterGroupName
        minor versions are AWS's, and on by default: autoMinorVersionUpgrade
        nothing is restored from a snapshot: snapshotArns snapshotName serverlessCacheSnapshotName
        encrypted by the service's own key; a customer key is not declared yet: kmsKeyId
        clients sign in with the one AUTH token; users are not declared: userGroupIds userGroupIdsToAdd
        clients sign in with the one AUTH token; users are not declared: userGroupIdsToRemove removeUserGroups
        required where encryption in transit is on: transitEncryptionMode
        AWS's default, not declared: notificationTopicArn notificationTopicStatus logDeliveryConfigurations
        AWS's default, not declared: dataTieringEnabled networkType ipDiscovery globalReplicationGroupId
        only outside a VPC: cacheSecurityGroupNames
        """;

    static final Fields<ReplicationGroupSpec, ReplicationGroupLive> FIELDS =
            signedInTo(placed(sized())).unmanaged(UNMANAGED).build();

    private static final String ANY = "arn:aws:elasticache:${region}:${account}:replicationgroup:*";
    private static final String GROUP = "arn:aws:elasticache:${region}:${account}:replicationgroup:${name}";
    private static final String ANY_NODE = "arn:aws:elasticache:${region}:${account}:cluster:*";
    private static final String NODE = "arn:aws:elasticache:${region}:${account}:cluster:${name}-*";
    private static final String SUBNETS = "arn:aws:elasticache:${region}:${account}:subnetgroup:${subnetGroup}";
    private static final String PARAMETERS = "arn:aws:elasticache:${region}:${account}:parametergroup:default.*";
    private static final String SNAPSHOT = "arn:aws:elasticache:${region}:${account}:snapshot:${name}-*";
    private static final String LINKED =
            "arn:aws:iam::${account}:role/aws-service-role/elasticache.amazonaws.com/AWSServiceRoleForElastiCache";

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("elasticache:DescribeReplicationGroups", ANY)
                    .because("groups are listed, ours and those that are left over"),
            Permission.on("elasticache:DescribeCacheClusters", ANY_NODE).because("nodes are listed with all groups"),
            Permission.anywhere(
                    "elasticache:DescribeCacheEngineVersions", "what AWS offers is no resource of the account"),
            Permission.on("elasticache:CreateReplicationGroup", GROUP, NODE, SUBNETS, PARAMETERS),
            Permission.on("elasticache:ModifyReplicationGroup", GROUP, NODE, PARAMETERS),
            Permission.on("elasticache:ModifyReplicationGroupShardConfiguration", GROUP),
            Permission.on("elasticache:IncreaseReplicaCount", GROUP),
            Permission.on("elasticache:DecreaseReplicaCount", GROUP),
            Ownership.only(Permission.on("elasticache:DeleteReplicationGroup", ANY)),
            Permission.on("elasticache:DeleteReplicationGroup", SNAPSHOT),
            Permission.on("elasticache:AddTagsToResource", GROUP, NODE),
            Permission.on("elasticache:ListTagsForResource", GROUP),
            Permission.on(
                    "secretsmanager:GetSecretValue",
                    "arn:aws:secretsmanager:${region}:${account}:secret:${authSecret}-??????"),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"),
            Permission.on("iam:CreateServiceLinkedRole", LINKED)
                    .when("StringLike", "iam:AWSServiceName", "elasticache.amazonaws.com"));

    private ReplicationGroups() {}

    private static Fields.Builder<ReplicationGroupSpec, ReplicationGroupLive> sized() {
        return Fields.<ReplicationGroupSpec, ReplicationGroupLive>table()
                .row(field(
                        "replicationGroupDescription",
                        ReplicationGroupSpec::description,
                        ReplicationGroupLive::description))
                .row(Field.<ReplicationGroupSpec, ReplicationGroupLive, String>field(
                                "engine", ReplicationGroupSpec::engine, ReplicationGroupLive::engine)
                        .effect(Effect.REPLACE))
                .row(Field.<ReplicationGroupSpec, ReplicationGroupLive, String>stated(
                                VERSION, ReplicationGroupSpec::engineVersion, ReplicationGroupLive::engineVersion)
                        .matching(Match.whenTold(String::isEmpty, Match.versionPrefix())))
                .row(field("cacheNodeType", ReplicationGroupSpec::nodeType, ReplicationGroupLive::nodeType))
                .row(Field.<ReplicationGroupSpec, ReplicationGroupLive, Boolean>field(
                                "clusterMode", ReplicationGroupSpec::clusterMode, ReplicationGroupLive::clusterMode)
                        .effect(Effect.REPLACE))
                .row(stated(SHARDS, ReplicationGroupSpec::shards, ReplicationGroupLive::shards))
                .row(stated(
                        "replicasPerNodeGroup",
                        spec -> spec.clusterMode() ? Optional.of(spec.replicas()) : Optional.empty(),
                        ReplicationGroupLive::replicas))
                .row(stated(
                        "numCacheClusters",
                        spec -> spec.clusterMode() ? Optional.empty() : Optional.of(spec.replicas() + 1),
                        live -> live.replicas() + 1))
                .row(field("automaticFailoverEnabled", ReplicationGroupSpec::failover, ReplicationGroupLive::failover))
                .row(field("multiAZEnabled", ReplicationGroupSpec::multiAz, ReplicationGroupLive::multiAz));
    }

    private static Fields.Builder<ReplicationGroupSpec, ReplicationGroupLive> placed(
            Fields.Builder<ReplicationGroupSpec, ReplicationGroupLive> table) {
        return table.row(Field.<ReplicationGroupSpec, ReplicationGroupLive, String>field(
                                "cacheSubnetGroupName",
                                ReplicationGroupSpec::subnetGroup,
                                ReplicationGroupLive::subnetGroup)
                        .matching(Match.whenTold(String::isEmpty, Match.equal()))
                        .effect(Effect.REPLACE))
                .row(Field.<ReplicationGroupSpec, ReplicationGroupLive, List<String>>field(
                                "securityGroupIds",
                                ReplicationGroupSpec::securityGroups,
                                ReplicationGroupLive::securityGroups)
                        .matching(Match.whenTold(List::isEmpty, Match.unordered())))
                .row(Field.<ReplicationGroupSpec, ReplicationGroupLive, Integer>maybe(
                                "port", spec -> Optional.of(spec.port()), ReplicationGroupLive::port)
                        .effect(Effect.REPLACE))
                .row(Field.<ReplicationGroupSpec, ReplicationGroupLive, Boolean>field(
                                "transitEncryptionEnabled",
                                ReplicationGroupSpec::inTransit,
                                ReplicationGroupLive::inTransit)
                        .effect(Effect.REPLACE))
                .row(Field.<ReplicationGroupSpec, ReplicationGroupLive, Boolean>field(
                                "atRestEncryptionEnabled", ReplicationGroupSpec::atRest, ReplicationGroupLive::atRest)
                        .effect(Effect.REPLACE))
                .row(field(
                        "snapshotRetentionLimit",
                        ReplicationGroupSpec::snapshotRetentionDays,
                        ReplicationGroupLive::snapshotRetentionDays))
                .row(stated(
                        "snapshotWindow", ReplicationGroupSpec::snapshotWindow, ReplicationGroupLive::snapshotWindow))
                .row(Field.<ReplicationGroupSpec, ReplicationGroupLive, String>stated(
                                "preferredMaintenanceWindow",
                                ReplicationGroupSpec::maintenanceWindow,
                                ReplicationGroupLive::maintenanceWindow)
                        .matching(Match.whenTold(String::isEmpty, Match.equal())));
    }

    private static Fields.Builder<ReplicationGroupSpec, ReplicationGroupLive> signedInTo(
            Fields.Builder<ReplicationGroupSpec, ReplicationGroupLive> table) {
        return table.row(Field.<ReplicationGroupSpec, ReplicationGroupLive, Optional<String>>field(
                                AUTH,
                                ReplicationGroupSpec::authVersion,
                                live -> live.auth().enabled()
                                        ? live.auth().version().or(() -> Optional.of("another"))
                                        : Optional.empty())
                        .showing(
                                version -> version.map(ReplicationGroups::shown).orElse("(none)")))
                .row(stated(
                        STRATEGY,
                        spec -> spec.authVersion().map(version -> AuthState.SET),
                        live -> live.auth().rotating() ? AuthState.ROTATE : AuthState.SET));
    }

    private static String shown(String version) {
        return version.length() > SHORT ? "version " + version.substring(0, SHORT) : version;
    }

    /** Where there is one. */
    static Optional<WeeklyWindow> window(ReplicationGroupLive live) {
        return Stream.of(live.maintenanceWindow())
                .filter(text -> text.matches(WeeklyWindow.FORM))
                .map(WeeklyWindow::parse)
                .findFirst();
    }

    /** Only the end of the old token waits for it here; AWS itself keeps node types and versions for it. */
    static Optional<WeeklyWindow> onlyIn(ReplicationGroupLive live, List<FieldChange> changes) {
        return window(live).filter(window -> changes.stream()
                .allMatch(change -> change.path().equals(STRATEGY)));
    }

    static boolean settled(ReplicationGroupLive live) {
        return Set.of("available", "create-failed").contains(live.status());
    }

    static Verdict health(ReplicationGroupLive live) {
        return live.status().equals("create-failed")
                ? Verdict.unhealthy("cache " + live.name() + " could not be created")
                : Verdict.healthy();
    }

    static Map<String, String> outputs(ReplicationGroupLive live) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("arn", live.arn());
        outputs.put("name", live.name());
        live.securityGroups().stream().findFirst().ifPresent(group -> outputs.put("securityGroupId", group));
        live.host().ifPresent(host -> live.port().ifPresent(port -> {
            outputs.put("host", host);
            outputs.put("port", String.valueOf(port));
            outputs.put("url", (live.inTransit() ? "rediss://" : "redis://") + host + ":" + port);
        }));
        return outputs;
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html">versions</a>
     */
    static Optional<String> impossible(
            ReplicationGroupSpec wanted, ReplicationGroupLive live, List<FieldChange> changes) {
        return changes.stream()
                .flatMap(change -> switch (change.path()) {
                    case VERSION -> earlier(wanted, live).stream();
                    default -> Stream.<String>empty();
                })
                .findFirst();
    }

    private static Optional<String> earlier(ReplicationGroupSpec wanted, ReplicationGroupLive live) {
        return wanted.engineVersion()
                .filter(version -> before(version, live.engineVersion()))
                .map(version -> "cache " + live.name() + " runs " + live.engineVersion() + ", and " + version
                        + " is earlier: ElastiCache does not go back; declare version: \"" + live.engineVersion()
                        + "\"");
    }

    private static boolean before(String version, String live) {
        List<Integer> mine = numbers(version);
        List<Integer> theirs = numbers(live);
        for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
            if (!mine.get(i).equals(theirs.get(i))) {
                return mine.get(i) < theirs.get(i);
            }
        }
        return false;
    }

    private static List<Integer> numbers(String version) {
        return Pattern.compile("[0-9]{1,6}")
                .matcher(version)
                .results()
                .map(part -> Integer.valueOf(part.group()))
                .toList();
    }
}
