package io.kinexus.operator.kind.loggroup;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.cost.Usage;
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

/** CloudWatch Logs groups. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class LogGroupKind implements ResourceKind<LogGroupSpec, LogGroupLive> {
    @Override
    public KindName name() {
        return LogGroups.NAME;
    }

    @Override
    public Class<LogGroupSpec> specType() {
        return LogGroupSpec.class;
    }

    @Override
    public Fields<LogGroupSpec, LogGroupLive> fields() {
        return LogGroups.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return LogGroups.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return LogGroups.FLOOR;
    }

    @Override
    public Creation<LogGroupSpec> creation() {
        return new Creation<>(
                "CreateLogGroup; PutRetentionPolicy where its events expire",
                wanted -> 1 + (wanted.retentionDays().isPresent() ? 1 : 0));
    }

    @Override
    public Map<ResourceId, Observation<LogGroupLive>> observe(Scope scope, Collection<Declared<LogGroupSpec>> wanted) {
        return LogGroupAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<LogGroupLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return LogGroupAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(LogGroupLive live) {
        return Map.of("name", live.name(), "arn", live.arn());
    }

    @Override
    public Usage usage(LogGroupSpec wanted) {
        return LogGroupUsage.of(wanted.retentionDays());
    }

    @Override
    public Usage used(LogGroupLive live) {
        return LogGroupUsage.of(live.retentionDays());
    }

    @Override
    public Optional<Creator<LogGroupSpec>> creator() {
        return Optional.of(LogGroupAws::create);
    }

    @Override
    public Optional<Updater<LogGroupSpec, LogGroupLive>> updater() {
        return Optional.of(LogGroupAws::update);
    }

    @Override
    public Optional<Deleter<LogGroupLive>> deleter() {
        return Optional.of(LogGroupAws::delete);
    }
}
