package io.kinexus.operator.kind.natgateway;

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
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** NAT gateways. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class NatGatewayKind implements ResourceKind<NatGatewaySpec, NatGatewayLive> {
    @Override
    public KindName name() {
        return NatGateways.NAME;
    }

    @Override
    public Class<NatGatewaySpec> specType() {
        return NatGatewaySpec.class;
    }

    @Override
    public Fields<NatGatewaySpec, NatGatewayLive> fields() {
        return NatGateways.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return NatGateways.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return NatGateways.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<NatGatewayLive>> observe(
            Scope scope, Collection<Declared<NatGatewaySpec>> wanted) {
        return NatGatewayAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<NatGatewayLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return NatGatewayAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(NatGatewayLive live) {
        return live.state().equals("available") ? Map.of("gatewayId", live.gatewayId(), "arn", live.arn()) : Map.of();
    }

    @Override
    public Verdict health(NatGatewayLive live) {
        return live.state().equals("failed")
                ? Verdict.unhealthy(live.gatewayId() + " failed: " + live.failure())
                : Verdict.healthy();
    }

    @Override
    public Usage usage(NatGatewaySpec wanted) {
        return NatGatewayUsage.USAGE;
    }

    @Override
    public Usage used(NatGatewayLive live) {
        return NatGatewayUsage.USAGE;
    }

    @Override
    public Optional<Creator<NatGatewaySpec>> creator() {
        return Optional.of(NatGatewayAws::create);
    }

    @Override
    public Optional<Deleter<NatGatewayLive>> deleter() {
        return Optional.of(NatGatewayAws::delete);
    }
}
