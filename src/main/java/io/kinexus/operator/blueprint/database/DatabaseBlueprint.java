package io.kinexus.operator.blueprint.database;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.network.NetworkDeclaration;
import io.kinexus.operator.blueprint.network.Tier;
import io.kinexus.operator.blueprint.secret.SecretDeclaration;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.dbinstance.DbInstanceSpec;
import io.kinexus.operator.kind.dbreplica.DbReplicaSpec;
import io.kinexus.operator.kind.dbsubnetgroup.DbSubnetGroupSpec;
import io.kinexus.operator.kind.securitygroup.SecurityGroupSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An instance under the declaration's own name, in the network's database tier, behind a security group that lets nobody
 * in: services that connect to it add their own rules.
 */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class DatabaseBlueprint implements Blueprint<DatabaseDeclaration> {
    private static final KindName NAME = new KindName("database");
    private static final int LONGEST = 63;
    private static final int DERIVED = 255;

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Class<DatabaseDeclaration> declaration() {
        return DatabaseDeclaration.class;
    }

    @Override
    public List<Flaw> check(DatabaseDeclaration declaration, Site site) {
        return declaration.existing().isPresent() ? List.of() : DatabaseChecks.of(declaration, site);
    }

    @Override
    public List<Declared<?>> expand(DatabaseDeclaration declaration, Site site) {
        String name = site.self().name();
        if (declaration.existing().isPresent()) {
            return List.of(Declared.of(site.id("db-instance", name), site.self(), DbInstanceSpec.pointedAt(name))
                    .existing(declaration.existing().orElseThrow()));
        }
        String network = declaration.network().orElseThrow();
        Declared<DbSubnetGroupSpec> subnets = Declared.of(
                site.id("db-subnet-group", name),
                site.self(),
                new DbSubnetGroupSpec(
                        site.derived(name, "subnets", DERIVED).toLowerCase(Locale.ROOT),
                        site.self() + " of " + site.environment(),
                        NetworkDeclaration.subnetIds(site, network, Tier.DATABASE)));
        Declared<SecurityGroupSpec> group = Declared.of(
                site.id("security-group", name + "-database"),
                site.self(),
                SecurityGroupSpec.closed(
                        site.derived(name, "database", DERIVED),
                        site.self() + " of " + site.environment(),
                        NetworkDeclaration.vpcId(site, network)));
        DatabaseSettings settings = DatabaseSettings.of(declaration, site, name);
        Set<ResourceId> first =
                new HashSet<>(Set.of(site.id("secret", declaration.credentials().orElseThrow())));
        settings.logs().forEach(type -> first.add(DatabaseSettings.logGroup(site, name, type)));
        Declared<DbInstanceSpec> instance = Declared.of(
                        site.id("db-instance", name), site.self(), instance(declaration, settings, site))
                .after(first);
        List<Declared<?>> all = new ArrayList<>(settings.resources(site, declaration));
        all.addAll(List.of(subnets, group, instance));
        if (declaration.proxy()) {
            all.addAll(new ProxyParts(declaration, site).declared());
        }
        declaration.replicaNames(name).forEach(replica -> all.add(replica(declaration, settings, site, replica)));
        return all;
    }

    private static Declared<DbReplicaSpec> replica(
            DatabaseDeclaration declaration, DatabaseSettings settings, Site site, String replica) {
        String name = site.self().name();
        DatabaseDeclaration.Storage storage = declaration.storage().orElseThrow();
        return Declared.of(
                        site.id("db-replica", replica),
                        site.self(),
                        new DbReplicaSpec(
                                Names.cut(replica, LONGEST),
                                site.ref("db-instance", name, "name"),
                                declaration.instanceClass().orElseThrow(),
                                storage.gib(),
                                storage.maxGib(),
                                storage.type().name().toLowerCase(Locale.ROOT),
                                storage.iops(),
                                declaration.maintenanceWindow(),
                                List.of(site.ref("security-group", name + "-database", "groupId")),
                                settings.group(site),
                                settings.logs(),
                                declaration.deletionProtection(),
                                declaration.port()))
                .after(settings.logs().stream()
                        .map(type -> DatabaseSettings.logGroup(site, replica, type))
                        .collect(Collectors.toSet()));
    }

    private static DbInstanceSpec instance(DatabaseDeclaration declaration, DatabaseSettings settings, Site site) {
        String name = site.self().name();
        DatabaseDeclaration.Storage storage = declaration.storage().orElseThrow();
        String secret = declaration.credentials().orElseThrow();
        return new DbInstanceSpec(
                Names.cut(name, LONGEST),
                declaration.engine().orElseThrow().name().toLowerCase(Locale.ROOT),
                declaration.version(),
                declaration.instanceClass().orElseThrow(),
                storage.gib(),
                storage.maxGib(),
                storage.type().name().toLowerCase(Locale.ROOT),
                storage.iops(),
                declaration.multiAz(),
                declaration.encrypted(),
                declaration.retentionDays(),
                declaration.backup().flatMap(DatabaseDeclaration.Backup::window),
                declaration.maintenanceWindow(),
                site.ref("db-subnet-group", name, "name"),
                List.of(site.ref("security-group", name + "-database", "groupId")),
                declaration.deletionProtection(),
                secret,
                username(site, secret),
                declaration.databaseName(),
                declaration.port(),
                settings.group(site),
                settings.logs(),
                declaration.allowMajorVersionUpgrade());
    }

    private static Optional<String> username(Site site, String secret) {
        return site.find(SecretDeclaration.class, secret)
                .flatMap(SecretDeclaration::generate)
                .flatMap(SecretDeclaration.Generate::username);
    }
}
