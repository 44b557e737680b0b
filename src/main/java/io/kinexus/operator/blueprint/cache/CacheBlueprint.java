package io.kinexus.operator.blueprint.cache;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.network.NetworkDeclaration;
import io.kinexus.operator.blueprint.network.Tier;
import io.kinexus.operator.blueprint.secret.SecretDeclaration;
import io.kinexus.operator.core.environment.DailyWindow;
import io.kinexus.operator.core.environment.WeeklyWindow;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.kind.cachesubnetgroup.CacheSubnetGroupSpec;
import io.kinexus.operator.kind.replicationgroup.ReplicationGroupSpec;
import io.kinexus.operator.kind.securitygroup.SecurityGroupSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A replication group under the declaration's own name, in the network's database tier, behind a security group that lets
 * nobody in: services that connect to it add their own rules.
 */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class CacheBlueprint implements Blueprint<CacheDeclaration> {
    private static final KindName NAME = new KindName("cache");
    private static final int LONGEST = 40;
    private static final int DERIVED = 255;
    private static final int LEAST_WINDOW = 60;
    private static final int DAY = 24 * 60;
    private static final int MOST_RETENTION = 35;
    private static final int LONGEST_TOKEN = 128;

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Class<CacheDeclaration> declaration() {
        return CacheDeclaration.class;
    }

    @Override
    public List<Flaw> check(CacheDeclaration declaration, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        if (declaration.existing().isPresent()) {
            return flaws;
        }
        if (!site.self().name().matches("[a-z](-?[a-z0-9])*")) {
            flaws.add(new Flaw(
                    "metadata.name",
                    "is the group's own name: a lower-case letter, then letters, digits and single hyphens"));
        }
        if (declaration.network().isEmpty()) {
            flaws.add(new Flaw("spec.network", "is missing; only a cache with existing may leave it out"));
        }
        if (declaration.nodeType().isEmpty()) {
            flaws.add(new Flaw("spec.nodeType", "is missing; only a cache with existing may leave it out"));
        }
        if (declaration.nodes().isPresent() && declaration.clusterMode().isPresent()) {
            flaws.add(new Flaw("spec.nodes", "excludes clusterMode, which has shards and replicas in its place"));
        }
        windows(declaration, flaws);
        token(declaration, site, flaws);
        return flaws;
    }

    private static void token(CacheDeclaration declaration, Site site, List<Flaw> flaws) {
        if (declaration.authToken().isPresent() && !declaration.inTransit()) {
            flaws.add(new Flaw("spec.authToken", "needs encryption: {inTransit: true}"));
        }
        declaration
                .authToken()
                .flatMap(secret -> site.find(SecretDeclaration.class, secret))
                .flatMap(SecretDeclaration::generate)
                .flatMap(SecretDeclaration.Generate::length)
                .filter(length -> length > LONGEST_TOKEN)
                .ifPresent(length -> flaws.add(new Flaw(
                        "spec.authToken",
                        "names a secret of " + length + " characters; ElastiCache takes 16 to " + LONGEST_TOKEN)));
    }

    private static void windows(CacheDeclaration declaration, List<Flaw> flaws) {
        declaration
                .snapshots()
                .map(CacheDeclaration.Snapshots::retention)
                .filter(time -> !time.equals(Duration.ofDays(time.toDays())) || time.toDays() > MOST_RETENTION)
                .ifPresent(
                        time -> flaws.add(new Flaw("spec.snapshots.retention", "must be whole days from 0d to 35d")));
        Optional<DailyWindow> daily = declaration
                .snapshots()
                .flatMap(CacheDeclaration.Snapshots::window)
                .filter(text -> text.matches(DailyWindow.FORM))
                .map(DailyWindow::parse);
        Optional<WeeklyWindow> weekly = declaration
                .maintenanceWindow()
                .filter(text -> text.matches(WeeklyWindow.FORM))
                .map(WeeklyWindow::parse);
        daily.filter(window -> window.minutes() < LEAST_WINDOW)
                .ifPresent(window -> flaws.add(new Flaw("spec.snapshots.window", "must be at least 60 minutes long")));
        weekly.filter(window -> window.minutes() < LEAST_WINDOW || window.minutes() > DAY)
                .ifPresent(
                        window -> flaws.add(new Flaw("spec.maintenanceWindow", "must be 60 minutes to 24 hours long")));
        if (weekly.isPresent() && daily.filter(weekly.orElseThrow()::overlaps).isPresent()) {
            flaws.add(new Flaw("spec.maintenanceWindow", "must not overlap the snapshot window"));
        }
    }

    @Override
    public List<Declared<?>> expand(CacheDeclaration declaration, Site site) {
        String name = site.self().name();
        if (declaration.existing().isPresent()) {
            return List.of(
                    Declared.of(site.id("replication-group", name), site.self(), ReplicationGroupSpec.pointedAt(name))
                            .existing(declaration.existing().orElseThrow()));
        }
        String network = declaration.network().orElseThrow();
        String description = site.self() + " of " + site.environment();
        Declared<CacheSubnetGroupSpec> subnets = Declared.of(
                site.id("cache-subnet-group", name),
                site.self(),
                new CacheSubnetGroupSpec(
                        site.derived(name, "subnets", DERIVED).toLowerCase(Locale.ROOT),
                        description,
                        NetworkDeclaration.subnetIds(site, network, Tier.DATABASE)));
        Declared<SecurityGroupSpec> group = Declared.of(
                site.id("security-group", name + "-cache"),
                site.self(),
                SecurityGroupSpec.closed(
                        site.derived(name, "cache", DERIVED), description, NetworkDeclaration.vpcId(site, network)));
        return List.of(
                subnets,
                group,
                Declared.of(
                        site.id("replication-group", name),
                        site.self(),
                        replicationGroup(declaration, site, description)));
    }

    private static ReplicationGroupSpec replicationGroup(CacheDeclaration declaration, Site site, String description) {
        String name = site.self().name();
        return new ReplicationGroupSpec(
                Names.cut(name, LONGEST),
                description,
                declaration.engine().name().toLowerCase(Locale.ROOT),
                declaration.version(),
                declaration.nodeType().orElseThrow(),
                declaration.clusterMode().map(CacheDeclaration.ClusterMode::shards),
                declaration
                        .clusterMode()
                        .map(CacheDeclaration.ClusterMode::replicas)
                        .orElse(declaration.nodeCount() - 1),
                site.ref("cache-subnet-group", name, "name"),
                List.of(site.ref("security-group", name + "-cache", "groupId")),
                declaration.inTransit(),
                declaration.atRest(),
                declaration.retentionDays(),
                declaration.snapshots().flatMap(CacheDeclaration.Snapshots::window),
                declaration.maintenanceWindow(),
                declaration.port(),
                declaration.authToken(),
                declaration.authToken().map(secret -> site.ref("secret", secret, "versionId")));
    }
}
