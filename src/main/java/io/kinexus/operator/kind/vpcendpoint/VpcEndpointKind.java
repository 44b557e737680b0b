package io.kinexus.operator.kind.vpcendpoint;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.health.Verdict;
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

/** VPC endpoints, of the gateway and the interface type. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class VpcEndpointKind implements ResourceKind<VpcEndpointSpec, VpcEndpointLive> {
    @Override
    public KindName name() {
        return VpcEndpoints.NAME;
    }

    @Override
    public Class<VpcEndpointSpec> specType() {
        return VpcEndpointSpec.class;
    }

    @Override
    public Fields<VpcEndpointSpec, VpcEndpointLive> fields() {
        return VpcEndpoints.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return VpcEndpoints.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return VpcEndpoints.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<VpcEndpointLive>> observe(
            Scope scope, Collection<Declared<VpcEndpointSpec>> wanted) {
        return VpcEndpointAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<VpcEndpointLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return VpcEndpointAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(VpcEndpointLive live) {
        return Map.of("endpointId", live.endpointId(), "arn", live.arn());
    }

    @Override
    public Verdict health(VpcEndpointLive live) {
        return VpcEndpoints.BROKEN.contains(live.state())
                ? Verdict.unhealthy(live.endpointId() + " is " + live.state())
                : Verdict.healthy();
    }

    @Override
    public Usage usage(VpcEndpointSpec wanted) {
        return VpcEndpointUsage.of(wanted.type().word(), wanted.subnetIds().size());
    }

    @Override
    public Usage used(VpcEndpointLive live) {
        return VpcEndpointUsage.of(live.type(), live.subnetIds().size());
    }

    @Override
    public Optional<Creator<VpcEndpointSpec>> creator() {
        return Optional.of(VpcEndpointAws::create);
    }

    @Override
    public Optional<Updater<VpcEndpointSpec, VpcEndpointLive>> updater() {
        return Optional.of(VpcEndpointAws::update);
    }

    @Override
    public Optional<Deleter<VpcEndpointLive>> deleter() {
        return Optional.of(VpcEndpointAws::delete);
    }
}
