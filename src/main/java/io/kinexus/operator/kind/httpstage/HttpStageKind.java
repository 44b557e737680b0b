package io.kinexus.operator.kind.httpstage;

import com.google.auto.service.AutoService;
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
import io.kinexus.operator.core.resource.Updater;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stages of HTTP APIs. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class HttpStageKind implements ResourceKind<HttpStageSpec, HttpStageLive> {
    @Override
    public KindName name() {
        return HttpStages.NAME;
    }

    @Override
    public Class<HttpStageSpec> specType() {
        return HttpStageSpec.class;
    }

    @Override
    public Fields<HttpStageSpec, HttpStageLive> fields() {
        return HttpStages.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return HttpStages.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return HttpStages.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<HttpStageLive>> observe(
            Scope scope, Collection<Declared<HttpStageSpec>> wanted) {
        return HttpStageAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<HttpStageLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return HttpStageAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(HttpStageLive live) {
        return Map.of("arn", live.arn(), "name", live.stageName());
    }

    @Override
    public Verdict health(HttpStageLive live) {
        return HttpStages.health(live);
    }

    @Override
    public Optional<Creator<HttpStageSpec>> creator() {
        return Optional.of(HttpStageAws::create);
    }

    @Override
    public Optional<Updater<HttpStageSpec, HttpStageLive>> updater() {
        return Optional.of(HttpStageAws::update);
    }

    @Override
    public Optional<Deleter<HttpStageLive>> deleter() {
        return Optional.of(HttpStageAws::delete);
    }
}
