package io.kinexus.operator.kind.routetable;

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

/** Route tables with their routes and subnets. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class RouteTableKind implements ResourceKind<RouteTableSpec, RouteTableLive> {
    @Override
    public KindName name() {
        return RouteTables.NAME;
    }

    @Override
    public Class<RouteTableSpec> specType() {
        return RouteTableSpec.class;
    }

    @Override
    public Fields<RouteTableSpec, RouteTableLive> fields() {
        return RouteTables.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return RouteTables.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return RouteTables.FLOOR;
    }

    @Override
    public Creation<RouteTableSpec> creation() {
        return new Creation<>(
                "CreateRouteTable; CreateRoute for each route; AssociateRouteTable for each " + "subnet",
                wanted -> 1 + wanted.routes().size() + wanted.subnetIds().size());
    }

    @Override
    public Map<ResourceId, Observation<RouteTableLive>> observe(
            Scope scope, Collection<Declared<RouteTableSpec>> wanted) {
        return RouteTableAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<RouteTableLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return RouteTableAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(RouteTableLive live) {
        return Map.of("routeTableId", live.routeTableId(), "arn", live.arn());
    }

    @Override
    public Optional<Creator<RouteTableSpec>> creator() {
        return Optional.of(RouteTableAws::create);
    }

    @Override
    public Optional<Updater<RouteTableSpec, RouteTableLive>> updater() {
        return Optional.of(RouteTableAws::update);
    }

    @Override
    public Optional<Deleter<RouteTableLive>> deleter() {
        return Optional.of(RouteTableAws::delete);
    }
}
