package io.kinexus.operator.blueprint.service;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.cluster.ClusterDeclaration;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Share;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A Service and everything that it needs; each part is a class of its own. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class ServiceBlueprint implements Blueprint<ServiceDeclaration> {
    private static final KindName NAME = new KindName("service");

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Class<ServiceDeclaration> declaration() {
        return ServiceDeclaration.class;
    }

    @Override
    public List<Flaw> check(ServiceDeclaration declaration, Site site) {
        return ServiceChecks.check(declaration, site);
    }

    @Override
    public List<Declared<?>> expand(ServiceDeclaration declaration, Site site) {
        ServiceRoles roles = new ServiceRoles(declaration, site);
        ServiceTask task = new ServiceTask(declaration, site, roles);
        ServiceNetwork network = new ServiceNetwork(declaration, site);
        ServiceIngress ingress = new ServiceIngress(declaration, site);
        ServiceScaling scaling = new ServiceScaling(declaration, site);
        List<Declared<?>> all = new ArrayList<>(roles.declared());
        all.addAll(task.declared());
        all.addAll(network.declared());
        all.addAll(ingress.declared(network.vpcId()));
        Set<ResourceId> first = new LinkedHashSet<>(network.first());
        first.addAll(ingress.first());
        first.addAll(roles.beforeService());
        ServiceRollout rollout = new ServiceRollout(declaration, site);
        EcsServiceSpec spec = new EcsServiceSpec(
                site.self().name(),
                site.ref("cluster", declaration.cluster(), "name"),
                site.ref("task-definition", site.self().name(), "arn"),
                scaling.initialCount(),
                declaration.scaling().isPresent(),
                capacity(declaration, site),
                network.placed(),
                ingress.targets(roles.infrastructureArn()),
                rollout.deployment(),
                ingress.gracePeriodSeconds(),
                false);
        all.add(Declared.of(site.id("ecs-service", site.self().name()), site.self(), spec)
                .after(first)
                .notes(notes(declaration, site, network, rollout))
                .policy(rollout.policy(task, network.placed(), ingress, scaling.initialCount())));
        all.addAll(scaling.declared());
        return all;
    }

    private static List<Share> capacity(ServiceDeclaration declaration, Site site) {
        return site
                .find(ClusterDeclaration.class, declaration.cluster())
                .map(ClusterDeclaration::strategy)
                .orElse(List.of())
                .stream()
                .map(one -> new Share(one.provider().name(), one.weight(), one.base()))
                .toList();
    }

    private static List<String> notes(
            ServiceDeclaration declaration, Site site, ServiceNetwork network, ServiceRollout rollout) {
        List<String> notes = new ArrayList<>(rollout.notes());
        waiting(declaration, site).forEach(other -> notes.add("waits for " + other + ", not managed yet"));
        notes.addAll(network.notes());
        return notes;
    }

    /** What it talks to that does not converge yet; it runs without. */
    private static List<DeclarationId> waiting(ServiceDeclaration declaration, Site site) {
        return Stream.concat(
                        declaration.connectsTo().stream(),
                        declaration.permissions().stream().map(ServiceDeclaration.Grant::on))
                .map(Neighbour::id)
                .filter(other -> !site.managed(other))
                .distinct()
                .sorted()
                .toList();
    }
}
