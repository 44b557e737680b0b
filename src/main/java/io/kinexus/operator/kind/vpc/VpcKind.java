package io.kinexus.operator.kind.vpc;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.diff.FieldChange;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Virtual private clouds. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class VpcKind implements ResourceKind<VpcSpec, VpcLive> {
    @Override
    public KindName name() {
        return Vpcs.NAME;
    }

    @Override
    public Class<VpcSpec> specType() {
        return VpcSpec.class;
    }

    @Override
    public Fields<VpcSpec, VpcLive> fields() {
        return Vpcs.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return Vpcs.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return Vpcs.FLOOR;
    }

    @Override
    public Creation<VpcSpec> creation() {
        return new Creation<>(
                "CreateVpc; ModifyVpcAttribute for each of its two DNS settings that is " + "given",
                wanted -> 1
                        + (wanted.dnsSupport().isPresent() ? 1 : 0)
                        + (wanted.dnsHostnames().isPresent() ? 1 : 0));
    }

    /** It holds no data itself, but everything that does stands in it, and its addresses are known elsewhere. */
    @Override
    public boolean stateful() {
        return true;
    }

    @Override
    public Map<ResourceId, Observation<VpcLive>> observe(Scope scope, Collection<Declared<VpcSpec>> wanted) {
        return VpcAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<VpcLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return VpcAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(VpcLive live) {
        return Map.of("vpcId", live.vpcId(), "arn", live.arn(), "cidrBlock", live.cidrBlock());
    }

    @Override
    public Optional<String> impossible(VpcSpec wanted, VpcLive live, List<FieldChange> changes) {
        return Vpcs.impossible(changes);
    }

    @Override
    public Optional<Creator<VpcSpec>> creator() {
        return Optional.of(VpcAws::create);
    }

    @Override
    public Optional<Updater<VpcSpec, VpcLive>> updater() {
        return Optional.of(VpcAws::update);
    }

    @Override
    public Optional<Deleter<VpcLive>> deleter() {
        return Optional.of(VpcAws::delete);
    }
}
