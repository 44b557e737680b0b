package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.task.TaskWorkload;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec;
import io.kinexus.operator.kind.securitygrouprule.SecurityGroupRuleSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Where the tasks stand, what they talk to, and that the load balancer talks to them. */
final class ServiceNetwork {
    private final ServiceDeclaration service;
    private final Site site;
    private final WorkloadNetwork network;

    ServiceNetwork(ServiceDeclaration service, Site site) {
        this.service = service;
        this.site = site;
        this.network = new WorkloadNetwork(Workload.of(service), site);
    }

    String vpcId() {
        return network.vpcId();
    }

    EcsServiceSpec.Network placed() {
        return network.placed();
    }

    List<Declared<?>> declared() {
        List<Declared<?>> declared = new ArrayList<>(network.declared());
        ingress().ifPresent(declared::add);
        test().ifPresent(declared::add);
        return declared;
    }

    /** The way out, by which images come, and the rules that let the tasks in, are there before them. */
    Set<ResourceId> first() {
        Set<ResourceId> first = new TreeSet<>(network.first());
        ingress().map(Declared::id).ifPresent(first::add);
        test().map(Declared::id).ifPresent(first::add);
        return first;
    }

    private Optional<Declared<?>> ingress() {
        return service.ingress().filter(in -> network.own()).flatMap(in -> service.port()
                .map(port -> Declared.of(
                        site.id(
                                "security-group-rule",
                                in.loadBalancer() + "-to-" + site.self().name() + "-" + port),
                        site.self(),
                        SecurityGroupRuleSpec.fromGroup(
                                site.ref("security-group", network.group(), "groupId"),
                                port,
                                site.ref("load-balancer", in.loadBalancer(), "securityGroupId"),
                                "load-balancer/" + in.loadBalancer() + " to " + site.self()))));
    }

    /** The Task that tests new revisions reaches them, unless it says so itself. */
    private Optional<Declared<?>> test() {
        return service.rolloutOrPlain()
                .test()
                .filter(declared -> network.own())
                .flatMap(declared -> TaskWorkload.named(site, declared.task()))
                .filter(task -> !task.work().connectsTo().contains(site.self().toString()))
                .flatMap(task -> service.port().map(port -> rule(task, port)));
    }

    private Declared<?> rule(TaskWorkload task, int port) {
        String from = task.site().self().name();
        return Declared.of(
                site.id("security-group-rule", from + "-to-" + site.self().name() + "-" + port),
                site.self(),
                SecurityGroupRuleSpec.fromGroup(
                        site.ref("security-group", network.group(), "groupId"),
                        port,
                        site.ref("security-group", task.group(), "groupId"),
                        task.site().self() + " to " + site.self()));
    }

    /** What a person has to see to, since the operator does not touch what exists. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(network.notes());
        if (!network.own() && service.ingress().isPresent()) {
            notes.add("its security groups exist and are never changed: let the load balancer in yourself");
        }
        return notes;
    }
}
