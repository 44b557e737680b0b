package io.kinexus.operator.kind.backupvault;

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
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Vaults of AWS Backup. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class BackupVaultKind implements ResourceKind<BackupVaultSpec, BackupVaultLive> {
    @Override
    public KindName name() {
        return BackupVaults.NAME;
    }

    @Override
    public Class<BackupVaultSpec> specType() {
        return BackupVaultSpec.class;
    }

    @Override
    public Fields<BackupVaultSpec, BackupVaultLive> fields() {
        return BackupVaults.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return BackupVaults.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return BackupVaults.FLOOR;
    }

    @Override
    public boolean stateful() {
        return true;
    }

    @Override
    public Optional<String> guarded(BackupVaultLive live) {
        return BackupVaults.guarded(live);
    }

    @Override
    public Map<ResourceId, Observation<BackupVaultLive>> observe(
            Scope scope, Collection<Declared<BackupVaultSpec>> wanted) {
        return BackupVaultAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<BackupVaultLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return BackupVaultAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(BackupVaultLive live) {
        return BackupVaults.outputs(live);
    }

    @Override
    public Optional<Creator<BackupVaultSpec>> creator() {
        return Optional.of(BackupVaultAws::create);
    }

    @Override
    public Optional<Deleter<BackupVaultLive>> deleter() {
        return Optional.of(BackupVaultAws::delete);
    }
}
