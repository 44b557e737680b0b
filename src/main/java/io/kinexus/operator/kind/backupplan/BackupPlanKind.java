package io.kinexus.operator.kind.backupplan;

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

/** Plans of AWS Backup. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class BackupPlanKind implements ResourceKind<BackupPlanSpec, BackupPlanLive> {
    @Override
    public KindName name() {
        return BackupPlans.NAME;
    }

    @Override
    public Class<BackupPlanSpec> specType() {
        return BackupPlanSpec.class;
    }

    @Override
    public Fields<BackupPlanSpec, BackupPlanLive> fields() {
        return BackupPlans.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return BackupPlans.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return BackupPlans.FLOOR;
    }

    @Override
    public Map<ResourceId, Observation<BackupPlanLive>> observe(
            Scope scope, Collection<Declared<BackupPlanSpec>> wanted) {
        return BackupPlanAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<BackupPlanLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return BackupPlanAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(BackupPlanLive live) {
        return BackupPlans.outputs(live);
    }

    @Override
    public Usage usage(BackupPlanSpec wanted) {
        return BackupPlanUsage.of(wanted.rules());
    }

    @Override
    public Usage used(BackupPlanLive live) {
        return BackupPlanUsage.of(live.rules());
    }

    @Override
    public Optional<Creator<BackupPlanSpec>> creator() {
        return Optional.of(BackupPlanAws::create);
    }

    @Override
    public Optional<Updater<BackupPlanSpec, BackupPlanLive>> updater() {
        return Optional.of(BackupPlanAws::update);
    }

    @Override
    public Optional<Deleter<BackupPlanLive>> deleter() {
        return Optional.of(BackupPlanAws::delete);
    }
}
