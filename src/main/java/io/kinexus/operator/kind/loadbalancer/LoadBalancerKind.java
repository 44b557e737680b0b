package io.kinexus.operator.kind.loadbalancer;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Creation;
import io.kinexus.operator.core.resource.Creator;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Deleter;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.resource.Updater;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Application Load Balancers. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class LoadBalancerKind implements ResourceKind<LoadBalancerSpec, LoadBalancerLive> {
    @Override
    public KindName name() {
        return LoadBalancers.NAME;
    }

    @Override
    public Class<LoadBalancerSpec> specType() {
        return LoadBalancerSpec.class;
    }

    @Override
    public Fields<LoadBalancerSpec, LoadBalancerLive> fields() {
        return LoadBalancers.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return LoadBalancers.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return LoadBalancers.FLOOR;
    }

    @Override
    public Creation<LoadBalancerSpec> creation() {
        return new Creation<>(
                "CreateLoadBalancer; ModifyLoadBalancerAttributes where it has any",
                wanted -> 1 + (wanted.attributes().isEmpty() ? 0 : 1));
    }

    @Override
    public Map<ResourceId, Observation<LoadBalancerLive>> observe(
            Scope scope, Collection<Declared<LoadBalancerSpec>> wanted) {
        return LoadBalancerAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<LoadBalancerLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return LoadBalancerAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(LoadBalancerLive live) {
        return LoadBalancers.outputs(live);
    }

    @Override
    public Verdict health(LoadBalancerLive live) {
        return LoadBalancers.health(live);
    }

    @Override
    public Optional<String> guarded(LoadBalancerLive live) {
        return LoadBalancers.guarded(live);
    }

    @Override
    public Usage usage(LoadBalancerSpec wanted) {
        return LoadBalancerUsage.of(wanted.scheme(), wanted.subnetIds().size());
    }

    @Override
    public Usage used(LoadBalancerLive live) {
        return LoadBalancerUsage.of(live.scheme(), live.subnetIds().size());
    }

    @Override
    public Optional<Creator<LoadBalancerSpec>> creator() {
        return Optional.of(LoadBalancerAws::create);
    }

    @Override
    public Optional<Updater<LoadBalancerSpec, LoadBalancerLive>> updater() {
        return Optional.of(LoadBalancerAws::update);
    }

    @Override
    public Optional<Deleter<LoadBalancerLive>> deleter() {
        return Optional.of(LoadBalancerAws::delete);
    }
}
