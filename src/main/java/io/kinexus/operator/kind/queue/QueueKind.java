package io.kinexus.operator.kind.queue;

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

/** SQS queues. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class QueueKind implements ResourceKind<QueueSpec, QueueLive> {
    @Override
    public KindName name() {
        return Queues.NAME;
    }

    @Override
    public Class<QueueSpec> specType() {
        return QueueSpec.class;
    }

    @Override
    public Fields<QueueSpec, QueueLive> fields() {
        return Queues.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return Queues.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return Queues.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<QueueLive>> observe(Scope scope, Collection<Declared<QueueSpec>> wanted) {
        return QueueAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<QueueLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return QueueAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(QueueLive live) {
        return Map.of("arn", live.arn(), "name", live.name(), "url", live.url());
    }

    @Override
    public Usage usage(QueueSpec wanted) {
        return QueueUsage.USAGE;
    }

    @Override
    public Usage used(QueueLive live) {
        return QueueUsage.USAGE;
    }

    @Override
    public Optional<Creator<QueueSpec>> creator() {
        return Optional.of(QueueAws::create);
    }

    @Override
    public Optional<Updater<QueueSpec, QueueLive>> updater() {
        return Optional.of(QueueAws::update);
    }

    @Override
    public Optional<Deleter<QueueLive>> deleter() {
        return Optional.of(QueueAws::delete);
    }
}
