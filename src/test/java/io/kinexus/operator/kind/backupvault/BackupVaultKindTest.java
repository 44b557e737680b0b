package io.kinexus.operator.kind.backupvault;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.backup.model.CreateBackupVaultRequest;

class BackupVaultKindTest extends ResourceKindContract<BackupVaultSpec, BackupVaultLive> {
    @Override
    protected ResourceKind<BackupVaultSpec, BackupVaultLive> kind() {
        return new BackupVaultKind();
    }

    @Override
    protected Declared<BackupVaultSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "backup-vault", "main"),
                DeclarationId.of("backup-plan", "main"),
                new BackupVaultSpec("test-main-backups"));
    }

    @Override
    protected Declared<BackupVaultSpec> changed() {
        return wanted();
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(CreateBackupVaultRequest.builder().build());
    }

    @Test
    void aVaultThatHoldsSomethingIsNotLetGo() {
        assertThat(kind().stateful()).isTrue();
        assertThat(kind().guarded(new BackupVaultLive("v", "arn", 0))).isEmpty();
        assertThat(kind().guarded(new BackupVaultLive("v", "arn", 3)))
                .get()
                .asString()
                .contains("3 recovery points");
    }
}
