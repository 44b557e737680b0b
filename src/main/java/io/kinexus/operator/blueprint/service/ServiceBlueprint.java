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
import java.util.Locale;
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
        ServiceNetwork network = new ServiceNetwork(declaration, site);
        ServiceIngress ingress = new ServiceIngress(declaration, site);
        ServiceScaling scaling = new ServiceScaling(declaration, site);
        List<Declared<?>> all = new ArrayList<>(roles.declared());
        all.addAll(new ServiceTask(declaration, site, roles).declared());
        all.addAll(network.declared());
        all.addAll(ingress.declared(network.vpcId()));
        all.add(service(declaration, site, network, ingress, scaling));
        all.addAll(scaling.declared());
        return all;
    }

    private static Declared<EcsServiceSpec> service(
            ServiceDeclaration declaration,
            Site site,
            ServiceNetwork network,
            ServiceIngress ingress,
            ServiceScaling scaling) {
        String name = site.self().name();
        RolloutSettings rollout = declaration.rolloutOrPlain();
        EcsServiceSpec spec = new EcsServiceSpec(
                name,
                site.ref("cluster", declaration.cluster(), "name"),
                site.ref("task-definition", name, "arn"),
                scaling.initialCount(),
                declaration.scaling().isPresent(),
                capacity(declaration, site),
                network.placed(),
                ingress.targets(),
                EcsServiceSpec.Deployment.rolling(rollout.minimumHealthyPercent(), rollout.maximumPercent(), true),
                ingress.gracePeriodSeconds(),
                false);
        Set<ResourceId> first = new LinkedHashSet<>(network.first());
        declaration.ingress().ifPresent(in -> first.add(site.id("listener-rule", name)));
        return Declared.of(site.id("ecs-service", name), site.self(), spec)
                .after(first)
                .notes(notes(declaration, site, network));
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

    private static List<String> notes(ServiceDeclaration declaration, Site site, ServiceNetwork network) {
        List<String> notes = new ArrayList<>();
        RolloutSettings rollout = declaration.rolloutOrPlain();
        if (rollout.strategy().twoGroups()) {
            notes.add("strategy "
                    + rollout.strategy().name().toLowerCase(Locale.ROOT).replace('_', '-')
                    + " runs as rolling until rollouts exist");
        }
        declaration.migrate().ifPresent(migrate -> notes.add("migrate is not run until rollouts exist"));
        rollout.test().ifPresent(test -> notes.add("rollout.test is not run until rollouts exist"));
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
