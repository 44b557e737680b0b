package io.kinexus.operator.kind.function;

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

/** Lambda functions. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class FunctionKind implements ResourceKind<FunctionSpec, FunctionLive> {
    @Override
    public KindName name() {
        return Functions.NAME;
    }

    @Override
    public Class<FunctionSpec> specType() {
        return FunctionSpec.class;
    }

    @Override
    public Fields<FunctionSpec, FunctionLive> fields() {
        return Functions.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return Functions.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return Functions.FLOOR;
    }

    @Override
    public Creation<FunctionSpec> creation() {
        return new Creation<>(
                "CreateFunction, TagResource; PutFunctionConcurrency where it is reserved",
                wanted -> 2 + (wanted.concurrency().isPresent() ? 1 : 0));
    }

    @Override
    public Map<ResourceId, Observation<FunctionLive>> observe(Scope scope, Collection<Declared<FunctionSpec>> wanted) {
        return FunctionReadingAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<FunctionLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return FunctionReadingAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(FunctionLive live) {
        return Functions.outputs(live);
    }

    @Override
    public Usage usage(FunctionSpec wanted) {
        return FunctionUsage.of(wanted.memory(), wanted.architecture());
    }

    @Override
    public Usage used(FunctionLive live) {
        return FunctionUsage.of(live.settings().memory(), live.settings().architecture());
    }

    @Override
    public Verdict health(FunctionLive live) {
        return Functions.health(live);
    }

    @Override
    public Optional<Creator<FunctionSpec>> creator() {
        return Optional.of(FunctionAws::create);
    }

    @Override
    public Optional<Updater<FunctionSpec, FunctionLive>> updater() {
        return Optional.of(FunctionAws::update);
    }

    @Override
    public Optional<Deleter<FunctionLive>> deleter() {
        return Optional.of(FunctionAws::delete);
    }
}
