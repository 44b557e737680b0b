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

/** Where the tasks stand, and who lets them in. */
final class ServiceNetwork {
    private static final int LIMIT = 255;

    private final ServiceDeclaration service;
    private final Site site;
    private final String name;

    ServiceNetwork(ServiceDeclaration service, Site site) {
        this.service = service;
        this.site = site;
        this.name = site.self().name();
    }

    /** A way in to something that the Service connects to. */
    private record Door(String group, int port) {}

    String vpcId() {
        return NetworkDeclaration.vpcId(site, service.network());
    }

    EcsServiceSpec.Network placed() {
        return new EcsServiceSpec.Network(
                Set.copyOf(NetworkDeclaration.subnetIds(site, service.network(), tier())),
                Set.copyOf(groups()),
                service.publicIp());
    }

    private Tier tier() {
        return service.tier().orElseGet(() -> service.publicIp() ? Tier.PUBLIC : Tier.PRIVATE);
    }

    private boolean own() {
        return service.securityGroups().isEmpty();
    }

    private List<String> groups() {
        return own() ? List.of(site.ref("security-group", name + "-service", "groupId")) : service.securityGroups();
    }

    List<Declared<?>> declared() {
        List<Declared<?>> declared = new ArrayList<>();
        if (own()) {
            declared.add(Declared.of(
                    site.id("security-group", name + "-service"),
                    site.self(),
                    SecurityGroupSpec.open(site.derived(name, "service", LIMIT), "tasks of service/" + name, vpcId())));
            ingress().ifPresent(declared::add);
        }
        service.connectsTo().stream().map(Neighbour::id).forEach(other -> door(other)
                .ifPresent(door -> declared.add(rule(name, other.name(), door))));
        return declared;
    }

    /** The way out, by which images come, and the rules that let the tasks in, are there before them. */
    Set<ResourceId> first() {
        Set<ResourceId> first = new TreeSet<>(NetworkDeclaration.routeTables(site, service.network(), tier()));
        declared().stream()
                .map(Declared::id)
                .filter(id -> id.kind().value().equals("security-group-rule"))
                .forEach(first::add);
        return first;
    }

    private Optional<Declared<?>> ingress() {
        return service.ingress().flatMap(in -> service.port()
                .map(port -> Declared.of(
                        site.id("security-group-rule", in.loadBalancer() + "-to-" + name + "-" + port),
                        site.self(),
                        SecurityGroupRuleSpec.fromGroup(
                                site.ref("security-group", name + "-service", "groupId"),
                                port,
                                site.ref("load-balancer", in.loadBalancer(), "securityGroupId"),
                                "load-balancer/" + in.loadBalancer() + " to service/" + name))));
    }

    private Declared<SecurityGroupRuleSpec> rule(String from, String to, Door door) {
        return Declared.of(
                site.id("security-group-rule", from + "-to-" + to + "-" + door.port()),
                site.self(),
                SecurityGroupRuleSpec.fromGroup(
                        door.group(), door.port(), groups().get(0), "service/" + from + " to " + to));
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
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        service.connectsTo().stream()
                .map(Neighbour::id)
                .filter(other -> List.of("database", "cache", "service")
                        .contains(other.kind().value()))
                .filter(other -> door(other).isEmpty())
                .forEach(other -> notes.add(
                        "no network rule for " + other + " is made: its security group exists and is never changed"));
        if (!own() && service.ingress().isPresent()) {
            notes.add("its security groups exist and are never changed: let the load balancer in yourself");
        }
        boolean open = NetworkDeclaration.tierFor(site, service.network(), tier()) == Tier.PUBLIC;
        if (open && !service.publicIp()) {
            notes.add("stands in the public tier without publicIp, and reaches nothing outside the network");
        }
        return notes;
    }
}
