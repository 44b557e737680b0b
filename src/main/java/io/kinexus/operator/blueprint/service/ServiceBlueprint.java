package io.kinexus.operator.blueprint.service;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Share;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
        Workload work = Workload.of(declaration);
        WorkloadRoles running = new WorkloadRoles(work, site);
        ServiceRoles roles = new ServiceRoles(declaration, site);
        WorkloadTask task = new WorkloadTask(work, site, running);
        ServiceNetwork network = new ServiceNetwork(declaration, site);
        ServiceIngress ingress = new ServiceIngress(declaration, site);
        ServiceScaling scaling = new ServiceScaling(declaration, site);
        List<Declared<?>> all = new ArrayList<>(running.declared());
        roles.declared().ifPresent(all::add);
        all.addAll(task.declared());
        all.addAll(network.declared());
        all.addAll(ingress.declared(network.vpcId()));
        Set<ResourceId> first = new LinkedHashSet<>(network.first());
        first.addAll(ingress.first());
        first.addAll(roles.beforeService());
        ServiceRollout rollout = new ServiceRollout(declaration, site);
        first.addAll(rollout.first());
        EcsServiceSpec spec = new EcsServiceSpec(
                site.self().name(),
                site.ref("cluster", declaration.cluster(), "name"),
                site.ref("task-definition", site.self().name(), "arn"),
                scaling.initialCount(),
                declaration.scaling().isPresent(),
                capacity(work, site),
                network.placed(),
                ingress.targets(roles.infrastructureArn()),
                rollout.deployment(),
                ingress.gracePeriodSeconds(),
                false);
        all.add(Declared.of(site.id("ecs-service", site.self().name()), site.self(), spec)
                .after(first)
                .notes(notes(work, site, network))
                .policy(rollout.policy(task, network.placed(), ingress, scaling.initialCount())));
        all.addAll(scaling.declared());
        return all;
    }

    private static List<Share> capacity(Workload work, Site site) {
        return work.strategy(site).stream()
                .map(one -> new Share(one.provider().name(), one.weight(), one.base()))
                .toList();
    }

    private static List<String> notes(Workload work, Site site, ServiceNetwork network) {
        List<String> notes = new ArrayList<>();
        work.waiting(site).forEach(other -> notes.add("waits for " + other + ", not managed yet"));
        notes.addAll(network.notes());
        return notes;
    }
}
