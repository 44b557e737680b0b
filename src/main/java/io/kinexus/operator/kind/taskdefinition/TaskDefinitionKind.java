package io.kinexus.operator.kind.taskdefinition;

import com.google.auto.service.AutoService;
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
import io.kinexus.operator.core.resource.Updater;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** ECS task definitions. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class TaskDefinitionKind implements ResourceKind<TaskDefinitionSpec, TaskDefinitionLive> {
    @Override
    public KindName name() {
        return TaskDefinitions.NAME;
    }

    @Override
    public Class<TaskDefinitionSpec> specType() {
        return TaskDefinitionSpec.class;
    }

    @Override
    public Fields<TaskDefinitionSpec, TaskDefinitionLive> fields() {
        return TaskDefinitions.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return TaskDefinitions.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return TaskDefinitions.FLOOR;
    }

    /** It costs nothing beside the services, and an image that somebody moved is seen within the minute. */
    @Override
    public boolean fast() {
        return true;
    }

    @Override
    public Map<ResourceId, Observation<TaskDefinitionLive>> observe(
            Scope scope, Collection<Declared<TaskDefinitionSpec>> wanted) {
        return TaskDefinitionAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<TaskDefinitionLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return TaskDefinitionAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(TaskDefinitionLive live) {
        return Map.of("arn", live.arn(), "family", live.family(), "revision", String.valueOf(live.revision()));
    }

    @Override
    public Usage usage(TaskDefinitionSpec wanted) {
        return TaskDefinitionUsage.of(wanted.architecture(), wanted.cpu(), wanted.memory());
    }

    @Override
    public Usage used(TaskDefinitionLive live) {
        return TaskDefinitionUsage.of(live.architecture(), live.cpu(), live.memory());
    }

    @Override
    public Optional<Creator<TaskDefinitionSpec>> creator() {
        return Optional.of(TaskDefinitionAws::create);
    }

    @Override
    public Optional<Updater<TaskDefinitionSpec, TaskDefinitionLive>> updater() {
        return Optional.of(TaskDefinitionAws::update);
    }

    @Override
    public Optional<Deleter<TaskDefinitionLive>> deleter() {
        return Optional.of(TaskDefinitionAws::delete);
    }
}
