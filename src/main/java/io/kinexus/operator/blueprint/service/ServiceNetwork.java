package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Site;
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
        return declared;
    }

    /** The way out, by which images come, and the rules that let the tasks in, are there before them. */
    Set<ResourceId> first() {
        Set<ResourceId> first = new TreeSet<>(network.first());
        ingress().map(Declared::id).ifPresent(first::add);
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

    /** What a person has to see to, since the operator does not touch what exists. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(network.notes());
        if (!network.own() && service.ingress().isPresent()) {
            notes.add("its security groups exist and are never changed: let the load balancer in yourself");
        }
        return notes;
    }
}
