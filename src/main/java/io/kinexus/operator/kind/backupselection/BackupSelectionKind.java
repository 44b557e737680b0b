package io.kinexus.operator.kind.backupselection;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.health.Recoverable;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What plans of AWS Backup back up. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class BackupSelectionKind implements ResourceKind<BackupSelectionSpec, BackupSelectionLive> {
    @Override
    public KindName name() {
        return BackupSelections.NAME;
    }

    @Override
    public Class<BackupSelectionSpec> specType() {
        return BackupSelectionSpec.class;
    }

    @Override
    public Fields<BackupSelectionSpec, BackupSelectionLive> fields() {
        return BackupSelections.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return BackupSelections.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return BackupSelections.FLOOR;
    }

    @Override
    public Verdict health(BackupSelectionLive live) {
        return Recoverable.worst(live.recoverable());
    }

    @Override
    public List<Recoverable> recoverable(BackupSelectionLive live) {
        return live.recoverable();
    }

    @Override
    public Map<ResourceId, Observation<BackupSelectionLive>> observe(
            Scope scope, Collection<Declared<BackupSelectionSpec>> wanted) {
        return BackupSelectionAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<BackupSelectionLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return BackupSelectionAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(BackupSelectionLive live) {
        return BackupSelections.outputs(live);
    }

    @Override
    public Optional<Creator<BackupSelectionSpec>> creator() {
        return Optional.of(BackupSelectionAws::create);
    }

    @Override
    public Optional<Deleter<BackupSelectionLive>> deleter() {
        return Optional.of(BackupSelectionAws::delete);
    }
}
