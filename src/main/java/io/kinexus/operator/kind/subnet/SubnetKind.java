package io.kinexus.operator.kind.subnet;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.diff.FieldChange;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Subnets of a VPC. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class SubnetKind implements ResourceKind<SubnetSpec, SubnetLive> {
    @Override
    public KindName name() {
        return Subnets.NAME;
    }

    @Override
    public Class<SubnetSpec> specType() {
        return SubnetSpec.class;
    }

    @Override
    public Fields<SubnetSpec, SubnetLive> fields() {
        return Subnets.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return Subnets.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return Subnets.FLOOR;
    }

    @Override
    public Creation<SubnetSpec> creation() {
        return new Creation<>(
                "CreateSubnet; ModifySubnetAttribute where it says whether addresses are " + "public",
                wanted -> 1 + (wanted.mapPublicIpOnLaunch().isPresent() ? 1 : 0));
    }

    @Override
    public Map<ResourceId, Observation<SubnetLive>> observe(Scope scope, Collection<Declared<SubnetSpec>> wanted) {
        return SubnetAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<SubnetLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return SubnetAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(SubnetLive live) {
        return Map.of("subnetId", live.subnetId(), "arn", live.arn(), "availabilityZone", live.availabilityZone());
    }

    @Override
    public Verdict health(SubnetLive live) {
        return live.freeAddresses() > 0
                ? Verdict.healthy()
                : Verdict.unhealthy("no address is free in " + live.subnetId() + " (" + live.cidrBlock() + ")");
    }

    @Override
    public Optional<String> impossible(SubnetSpec wanted, SubnetLive live, List<FieldChange> changes) {
        return Subnets.impossible(changes);
    }

    @Override
    public Optional<Creator<SubnetSpec>> creator() {
        return Optional.of(SubnetAws::create);
    }

    @Override
    public Optional<Updater<SubnetSpec, SubnetLive>> updater() {
        return Optional.of(SubnetAws::update);
    }

    @Override
    public Optional<Deleter<SubnetLive>> deleter() {
        return Optional.of(SubnetAws::delete);
    }
}
