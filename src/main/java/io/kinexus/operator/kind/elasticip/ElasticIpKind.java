package io.kinexus.operator.kind.elasticip;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.diff.Fields;
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

/** Elastic IP addresses. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class ElasticIpKind implements ResourceKind<ElasticIpSpec, ElasticIpLive> {
    @Override
    public KindName name() {
        return ElasticIps.NAME;
    }

    @Override
    public Class<ElasticIpSpec> specType() {
        return ElasticIpSpec.class;
    }

    @Override
    public Fields<ElasticIpSpec, ElasticIpLive> fields() {
        return ElasticIps.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return ElasticIps.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return ElasticIps.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<ElasticIpLive>> observe(
            Scope scope, Collection<Declared<ElasticIpSpec>> wanted) {
        return ElasticIpAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<ElasticIpLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return ElasticIpAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(ElasticIpLive live) {
        return Map.of("allocationId", live.allocationId(), "publicIp", live.publicIp(), "arn", live.arn());
    }

    @Override
    public Usage usage(ElasticIpSpec wanted) {
        return Usage.billed(Metered.hours("VPC/public IPv4 address", 1));
    }

    @Override
    public Usage used(ElasticIpLive live) {
        return Usage.billed(Metered.hours("VPC/public IPv4 address", 1));
    }

    @Override
    public Optional<Creator<ElasticIpSpec>> creator() {
        return Optional.of(ElasticIpAws::create);
    }

    @Override
    public Optional<Deleter<ElasticIpLive>> deleter() {
        return Optional.of(ElasticIpAws::delete);
    }
}
