package io.kinexus.operator.kind.internetgateway;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.diff.Fields;
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

/** Internet gateways, attached to a VPC. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class InternetGatewayKind implements ResourceKind<InternetGatewaySpec, InternetGatewayLive> {
    @Override
    public KindName name() {
        return InternetGateways.NAME;
    }

    @Override
    public Class<InternetGatewaySpec> specType() {
        return InternetGatewaySpec.class;
    }

    @Override
    public Fields<InternetGatewaySpec, InternetGatewayLive> fields() {
        return InternetGateways.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return InternetGateways.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return InternetGateways.FLOOR;
    }

    @Override
    public Creation<InternetGatewaySpec> creation() {
        return new Creation<>("CreateInternetGateway, AttachInternetGateway", wanted -> 2);
    }

    @Override
    public Map<ResourceId, Observation<InternetGatewayLive>> observe(
            Scope scope, Collection<Declared<InternetGatewaySpec>> wanted) {
        return InternetGatewayAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<InternetGatewayLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return InternetGatewayAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(InternetGatewayLive live) {
        return Map.of("gatewayId", live.gatewayId(), "arn", live.arn());
    }

    @Override
    public Optional<Creator<InternetGatewaySpec>> creator() {
        return Optional.of(InternetGatewayAws::create);
    }

    @Override
    public Optional<Updater<InternetGatewaySpec, InternetGatewayLive>> updater() {
        return Optional.of(InternetGatewayAws::update);
    }

    @Override
    public Optional<Deleter<InternetGatewayLive>> deleter() {
        return Optional.of(InternetGatewayAws::delete);
    }
}
