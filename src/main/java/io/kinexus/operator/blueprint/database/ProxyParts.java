package io.kinexus.operator.blueprint.database;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.database.DatabaseDeclaration.Engine;
import io.kinexus.operator.blueprint.network.NetworkDeclaration;
import io.kinexus.operator.blueprint.network.Tier;
import io.kinexus.operator.blueprint.service.PolicyText;
import io.kinexus.operator.blueprint.service.WorkloadRoles;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.kind.dbproxy.DbProxySpec;
import io.kinexus.operator.kind.role.RoleSpec;
import io.kinexus.operator.kind.securitygroup.SecurityGroupSpec;
import io.kinexus.operator.kind.securitygrouprule.SecurityGroupRuleSpec;
import java.util.List;
import java.util.Set;

/**
 * The proxy before a database: with a role that reads just the one secret, behind a group of its own that may reach the
 * database and nothing else. Whoever connects to the database may connect to the proxy as well.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-secrets-arns.html">setting up access</a>
 */
final class ProxyParts {
    private static final String SUFFIX = "proxy";
    private static final int LONGEST = 60;
    private static final int LONGEST_GROUP = 255;

    private final DatabaseDeclaration database;
    private final Site site;
    private final String name;

    ProxyParts(DatabaseDeclaration database, Site site) {
        this.database = database;
        this.site = site;
        this.name = site.self().name();
    }

    List<Declared<?>> declared() {
        String network = database.network().orElseThrow();
        int port = database.servedPort().orElseThrow();
        String own = site.ref("security-group", name + "-" + SUFFIX, "groupId");
        String databases = site.ref("security-group", name + "-database", "groupId");
        Declared<RoleSpec> role = role();
        Declared<SecurityGroupSpec> group = Declared.of(
                site.id("security-group", name + "-" + SUFFIX),
                site.self(),
                SecurityGroupSpec.closed(
                        site.derived(name, SUFFIX, LONGEST_GROUP),
                        "proxy of " + site.self() + " of " + site.environment(),
                        NetworkDeclaration.vpcId(site, network)));
        Declared<SecurityGroupRuleSpec> out = rule(
                "from-" + name + "-proxy-to-" + name,
                SecurityGroupRuleSpec.toGroup(own, port, databases, "proxy to " + site.self()));
        Declared<SecurityGroupRuleSpec> in = rule(
                name + "-proxy-to-" + name + "-" + port,
                SecurityGroupRuleSpec.fromGroup(databases, port, own, "proxy to " + site.self()));
        Declared<DbProxySpec> proxy = Declared.of(
                        site.id("db-proxy", name),
                        site.self(),
                        new DbProxySpec(
                                site.derived(name, SUFFIX, LONGEST),
                                database.engine().orElseThrow() == Engine.POSTGRES ? "POSTGRESQL" : "MYSQL",
                                site.ref("secret", database.credentials().orElseThrow(), "arn"),
                                site.ref("role", name + "-" + SUFFIX, "arn"),
                                NetworkDeclaration.subnetIds(site, network, Tier.DATABASE),
                                List.of(own),
                                true,
                                site.ref("db-instance", name, "name")))
                .after(Set.of(in.id(), out.id()));
        return List.of(role, group, out, in, proxy);
    }

    private Declared<RoleSpec> role() {
        String secret = site.ref("secret", database.credentials().orElseThrow(), "arn");
        return WorkloadRoles.role(
                site,
                SUFFIX,
                "lets its proxy read its login",
                PolicyText.trustService("rds.amazonaws.com"),
                new PolicyText()
                        .allow(
                                List.of("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"),
                                List.of(secret)));
    }

    private Declared<SecurityGroupRuleSpec> rule(String id, SecurityGroupRuleSpec spec) {
        return Declared.of(site.id("security-group-rule", id), site.self(), spec);
    }
}
