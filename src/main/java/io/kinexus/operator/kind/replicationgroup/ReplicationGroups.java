package io.kinexus.operator.kind.replicationgroup;

import static io.kinexus.operator.core.diff.Field.field;
import static io.kinexus.operator.core.diff.Field.stated;

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

/** What a replication group is to us: its table, its calls, its permissions. Pure. */
final class ReplicationGroups {
    static final KindName NAME = new KindName("replication-group");
    /** A hundred groups a page, and one listing of their nodes beside it; tags come with the ownership sweep. */
    static final Floor FLOOR = new Floor(100, 0);

    static final Fields<ReplicationGroupSpec, ReplicationGroupLive> FIELDS =
            unmanaged(placed(sized())).build();

    private static final String GROUP = "arn:aws:elasticache:${region}:${account}:replicationgroup:*";
    private static final String NODE = "arn:aws:elasticache:${region}:${account}:cluster:*";
    private static final String SUBNETS = "arn:aws:elasticache:${region}:${account}:subnetgroup:*";
    private static final String PARAMETERS = "arn:aws:elasticache:${region}:${account}:parametergroup:*";
    private static final String SNAPSHOT = "arn:aws:elasticache:${region}:${account}:snapshot:*";
    private static final String LINKED =
            "arn:aws:iam::${account}:role/aws-service-role/elasticache.amazonaws.com/AWSServiceRoleForElastiCache";

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("elasticache:DescribeReplicationGroups", GROUP),
            Permission.on("elasticache:DescribeCacheClusters", NODE),
            Permission.anywhere(
                    "elasticache:DescribeCacheEngineVersions", "what AWS offers is no resource of the account"),
            Permission.on("elasticache:CreateReplicationGroup", GROUP, NODE, SUBNETS, PARAMETERS),
            Permission.on("elasticache:ModifyReplicationGroup", GROUP, NODE, PARAMETERS),
            Permission.on("elasticache:ModifyReplicationGroupShardConfiguration", GROUP),
            Permission.on("elasticache:IncreaseReplicaCount", GROUP),
            Permission.on("elasticache:DecreaseReplicaCount", GROUP),
            Permission.on("elasticache:DeleteReplicationGroup", GROUP, SNAPSHOT),
            Permission.on("elasticache:AddTagsToResource", GROUP, NODE),
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
                                "engineVersion",
                                ReplicationGroupSpec::engineVersion,
                                ReplicationGroupLive::engineVersion)
                        .matching(Match.versionPrefix()))
                .row(field("cacheNodeType", ReplicationGroupSpec::nodeType, ReplicationGroupLive::nodeType))
                .row(Field.<ReplicationGroupSpec, ReplicationGroupLive, Boolean>field(
                                "clusterMode", ReplicationGroupSpec::clusterMode, ReplicationGroupLive::clusterMode)
                        .effect(Effect.REPLACE))
                .row(stated("numNodeGroups", ReplicationGroupSpec::shards, ReplicationGroupLive::shards))
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
                        .effect(Effect.REPLACE))
                .row(Field.<ReplicationGroupSpec, ReplicationGroupLive, List<String>>field(
                                "securityGroupIds",
                                ReplicationGroupSpec::securityGroups,
                                ReplicationGroupLive::securityGroups)
                        .matching(Match.unordered()))
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
                .row(stated(
                        "preferredMaintenanceWindow",
                        ReplicationGroupSpec::maintenanceWindow,
                        ReplicationGroupLive::maintenanceWindow));
    }

    private static Fields.Builder<ReplicationGroupSpec, ReplicationGroupLive> unmanaged(
            Fields.Builder<ReplicationGroupSpec, ReplicationGroupLive> table) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        reasons.put("its identity", List.of("replicationGroupId"));
        reasons.put("compared and written for all kinds alike, from the ownership sweep", List.of("tags"));
        reasons.put("how a change is made, no property", List.of("applyImmediately", "newReplicaCount", "nodeGroupId"));
        reasons.put(
                "AWS chooses which node is primary, which is copied, and where each stands",
                List.of(
                        "primaryClusterId",
                        "snapshottingClusterId",
                        "preferredCacheClusterAZs",
                        "nodeGroupConfiguration",
                        "replicaConfiguration"));
        reasons.put(
                "the default of engine and version, with or without cluster mode", List.of("cacheParameterGroupName"));
        reasons.put("minor versions are AWS's, and on by default", List.of("autoMinorVersionUpgrade"));
        reasons.put(
                "nothing is restored from a snapshot",
                List.of("snapshotArns", "snapshotName", "serverlessCacheSnapshotName"));
        reasons.put("encrypted by the service's own key; a customer key is not declared yet", List.of("kmsKeyId"));
        reasons.put(
                "users and passwords of a cache are not declared yet",
                List.of(
                        "authToken",
                        "authTokenUpdateStrategy",
                        "userGroupIds",
                        "userGroupIdsToAdd",
                        "userGroupIdsToRemove",
                        "removeUserGroups"));
        reasons.put("required where encryption in transit is on", List.of("transitEncryptionMode"));
        reasons.put(
                "AWS's default, not declared",
                List.of(
                        "notificationTopicArn",
                        "notificationTopicStatus",
                        "logDeliveryConfigurations",
                        "dataTieringEnabled",
                        "networkType",
                        "ipDiscovery",
                        "globalReplicationGroupId"));
        reasons.put("only outside a VPC", List.of("cacheSecurityGroupNames"));
        reasons.forEach((why, members) -> members.forEach(member -> table.unmanaged(member, why)));
        return table;
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
}
