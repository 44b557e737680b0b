package io.kinexus.operator.kind.dbproxy;

import static io.kinexus.operator.core.diff.Field.field;

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
import java.util.Set;

/** What an RDS Proxy is to us. Pure. */
final class DbProxies {
    static final KindName NAME = new KindName("db-proxy");
    /** A hundred a page, and the targets of each; tags come with the ownership sweep. */
    static final Floor FLOOR = new Floor(100, 1);

    static final String TARGETS = "dBInstanceIdentifiers";

    private static final String ANY = "arn:aws:rds:${region}:${account}:db-proxy:*";
    private static final String GROUPS = "arn:aws:rds:${region}:${account}:target-group:*";
    private static final String INSTANCE = "arn:aws:rds:${region}:${account}:db:${instance}";
    private static final String BY_ID = "AWS names proxies and their target groups by an id of its own";

    static final Fields<DbProxySpec, DbProxyLive> FIELDS = Fields.<DbProxySpec, DbProxyLive>table()
            .row(Field.<DbProxySpec, DbProxyLive, String>field(
                            "engineFamily", DbProxySpec::engineFamily, DbProxyLive::engineFamily)
                    .effect(Effect.REPLACE))
            .row(field("auth", spec -> List.of(spec.secretArn()), DbProxyLive::secretArns))
            .row(field("roleArn", DbProxySpec::roleArn, DbProxyLive::roleArn))
            .row(Field.<DbProxySpec, DbProxyLive, List<String>>field(
                            "vpcSubnetIds", DbProxySpec::subnetIds, DbProxyLive::subnetIds)
                    .matching(Match.unordered())
                    .effect(Effect.REPLACE))
            .row(Field.<DbProxySpec, DbProxyLive, List<String>>field(
                            "vpcSecurityGroupIds", DbProxySpec::securityGroups, DbProxyLive::securityGroups)
                    .matching(Match.unordered()))
            .row(field("requireTLS", DbProxySpec::requireTls, DbProxyLive::requireTls))
            .row(field(TARGETS, spec -> List.of(spec.instance()), DbProxyLive::instances))
            .unmanaged("dBProxyName", "its identity")
            .unmanaged("newDBProxyName", "its identity")
            .unmanaged("targetGroupName", "each proxy has one, named default")
            .unmanaged("dBClusterIdentifiers", "only for Aurora, which is not declared")
            .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
            .unmanaged("securityGroups", "the groups in a change; compared as vpcSecurityGroupIds")
            .unmanaged("defaultAuthScheme", "AWS's default, not declared: by the secret")
            .unmanaged("idleClientTimeout", "AWS's default, not declared: half an hour")
            .unmanaged("debugLogging", "would write statements, and what is in them, to the log")
            .unmanaged("endpointNetworkType", "AWS's default, not declared")
            .unmanaged("targetConnectionNetworkType", "AWS's default, not declared")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("rds:DescribeDBProxies", ANY)
                    .because("proxies are listed, ours and those that are left over"),
            Permission.on("rds:DescribeDBProxyTargets", ANY, GROUPS).because(BY_ID),
            Permission.on("rds:CreateDBProxy", ANY).because(BY_ID),
            Permission.on("rds:ModifyDBProxy", ANY).because(BY_ID),
            Permission.on("rds:RegisterDBProxyTargets", ANY, GROUPS, INSTANCE).because(BY_ID),
            Permission.on("rds:DeregisterDBProxyTargets", ANY, GROUPS, INSTANCE).because(BY_ID),
            Ownership.only(Permission.on("rds:DeleteDBProxy", ANY)),
            Permission.on("rds:AddTagsToResource", ANY).because(BY_ID),
            Permission.on("rds:ListTagsForResource", ANY).because(BY_ID),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"),
            Permission.on("iam:PassRole", "arn:aws:iam::${account}:role/kinexus/${environment}/*")
                    .when("StringEquals", "iam:PassedToService", "rds.amazonaws.com"),
            Permission.on(
                            "iam:CreateServiceLinkedRole",
                            "arn:aws:iam::${account}:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS")
                    .when("StringLike", "iam:AWSServiceName", "rds.amazonaws.com"));

    private static final Set<String> FAILED =
            Set.of("incompatible-network", "insufficient-resource-limits", "suspended");

    private DbProxies() {}

    static boolean settled(DbProxyLive live) {
        return live.status().equals("available") || FAILED.contains(live.status());
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_TargetHealth.html">TargetHealth</a>
     */
    static Verdict health(DbProxyLive live) {
        if (FAILED.contains(live.status())) {
            return Verdict.unhealthy("proxy " + live.name() + " is " + live.status());
        }
        return live.trouble()
                .map(why -> Verdict.unhealthy("proxy " + live.name() + " does not reach its database: " + why))
                .orElseGet(Verdict::healthy);
    }

    static Map<String, String> outputs(DbProxyLive live) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("arn", live.arn());
        outputs.put("name", live.name());
        live.host().ifPresent(host -> outputs.put("host", host));
        return outputs;
    }
}
