package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.cache.CacheDeclaration;
import io.kinexus.operator.blueprint.database.DatabaseDeclaration;
import io.kinexus.operator.blueprint.network.NetworkDeclaration;
import io.kinexus.operator.blueprint.network.Tier;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec;
import io.kinexus.operator.kind.securitygroup.SecurityGroupSpec;
import io.kinexus.operator.kind.securitygrouprule.SecurityGroupRuleSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where the tasks stand, and what lets them in that they talk to. */
public final class WorkloadNetwork {
    private static final int LIMIT = 255;

    private final Workload work;
    private final Site site;
    private final String name;

    public WorkloadNetwork(Workload work, Site site) {
        this.work = work;
        this.site = site;
        this.name = site.self().name();
    }

    /** A way in to something that it connects to. */
    private record Door(String group, int port) {}

    public String vpcId() {
        return NetworkDeclaration.vpcId(site, work.network());
    }

    public EcsServiceSpec.Network placed() {
        return new EcsServiceSpec.Network(
                Set.copyOf(NetworkDeclaration.subnetIds(site, work.network(), tier())),
                Set.copyOf(groups()),
                work.publicIp());
    }

    private Tier tier() {
        return work.tier().orElseGet(() -> work.publicIp() ? Tier.PUBLIC : Tier.PRIVATE);
    }

    /** The name of its own security group. */
    public String group() {
        return name + "-" + work.suffix();
    }

    boolean own() {
        return work.securityGroups().isEmpty();
    }

    private List<String> groups() {
        return own() ? List.of(site.ref("security-group", group(), "groupId")) : work.securityGroups();
    }

    public List<Declared<?>> declared() {
        List<Declared<?>> declared = new ArrayList<>();
        if (own()) {
            declared.add(Declared.of(
                    site.id("security-group", group()),
                    site.self(),
                    SecurityGroupSpec.open(
                            site.derived(name, work.suffix(), LIMIT), members() + site.self(), vpcId())));
        }
        work.connectsTo().stream().map(Neighbour::id).forEach(other -> door(other)
                .ifPresent(door -> declared.add(rule(name, other.name(), door))));
        work.connectsTo().stream().map(Neighbour::id).forEach(other -> proxy(other)
                .ifPresent(door -> declared.add(rule(name, other.name() + "-proxy", door))));
        return declared;
    }

    private String members() {
        return work.suffix().equals("function") ? "network interfaces of " : "tasks of ";
    }

    /** The way out, by which images come, and the rules that let the tasks in, are there before them. */
    public Set<ResourceId> first() {
        Set<ResourceId> first = new TreeSet<>(NetworkDeclaration.routeTables(site, work.network(), tier()));
        declared().stream()
                .map(Declared::id)
                .filter(id -> id.kind().value().equals("security-group-rule"))
                .forEach(first::add);
        return first;
    }

    private Declared<SecurityGroupRuleSpec> rule(String from, String to, Door door) {
        return Declared.of(
                site.id("security-group-rule", from + "-to-" + to + "-" + door.port()),
                site.self(),
                SecurityGroupRuleSpec.fromGroup(door.group(), door.port(), groups().get(0), site.self() + " to " + to));
    }

    /** Of a database that has one: it listens at the engine's own port, whatever the instance's is. */
    private Optional<Door> proxy(DeclarationId other) {
        return Optional.of(other)
                .filter(id -> id.kind().value().equals("database"))
                .flatMap(id -> site.find(DatabaseDeclaration.class, id.name()))
                .filter(database -> database.existing().isEmpty() && database.proxy())
                .flatMap(DatabaseDeclaration::engine)
                .map(engine -> new Door(site.ref("security-group", other.name() + "-proxy", "groupId"), engine.port()));
    }

    /** Empty for what is reached without one, and for what exists and is never changed. */
    private Optional<Door> door(DeclarationId other) {
        String to = other.name();
        return switch (other.kind().value()) {
            case "database" ->
                site.find(DatabaseDeclaration.class, to)
                        .filter(database -> database.existing().isEmpty())
                        .flatMap(DatabaseDeclaration::servedPort)
                        .map(port -> new Door(site.ref("security-group", to + "-database", "groupId"), port));
            case "cache" ->
                site.find(CacheDeclaration.class, to)
                        .filter(cache -> cache.existing().isEmpty())
                        .map(cache -> new Door(site.ref("security-group", to + "-cache", "groupId"), cache.port()));
            case "service" ->
                site.find(ServiceDeclaration.class, to)
                        .filter(target -> target.securityGroups().isEmpty())
                        .flatMap(ServiceDeclaration::port)
                        .map(port -> new Door(site.ref("security-group", to + "-service", "groupId"), port));
            default -> Optional.empty();
        };
    }

    /** What a person has to see to, since the operator does not touch what exists. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        work.connectsTo().stream()
                .map(Neighbour::id)
                .filter(other -> List.of("database", "cache", "service")
                        .contains(other.kind().value()))
                .filter(other -> door(other).isEmpty())
                .forEach(other -> notes.add(
                        "no network rule for " + other + " is made: its security group exists and is never changed"));
        boolean open = NetworkDeclaration.tierFor(site, work.network(), tier()) == Tier.PUBLIC;
        if (open && !work.publicIp()) {
            notes.add("stands in the public tier without publicIp, and reaches nothing outside the network");
        }
        return notes;
    }
}
