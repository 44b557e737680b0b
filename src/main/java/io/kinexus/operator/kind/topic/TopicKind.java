package io.kinexus.operator.kind.topic;

import com.google.auto.service.AutoService;
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

/** SNS topics. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class TopicKind implements ResourceKind<TopicSpec, TopicLive> {
    @Override
    public KindName name() {
        return Topics.NAME;
    }

    @Override
    public Class<TopicSpec> specType() {
        return TopicSpec.class;
    }

    @Override
    public Fields<TopicSpec, TopicLive> fields() {
        return Topics.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return Topics.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return Topics.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<TopicLive>> observe(Scope scope, Collection<Declared<TopicSpec>> wanted) {
        return TopicAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<TopicLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return TopicAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(TopicLive live) {
        return Map.of("arn", live.arn(), "name", live.name());
    }

    @Override
    public Optional<Creator<TopicSpec>> creator() {
        return Optional.of(TopicAws::create);
    }

    @Override
    public Optional<Updater<TopicSpec, TopicLive>> updater() {
        return Optional.of(TopicAws::update);
    }

    @Override
    public Optional<Deleter<TopicLive>> deleter() {
        return Optional.of(TopicAws::delete);
    }
}
