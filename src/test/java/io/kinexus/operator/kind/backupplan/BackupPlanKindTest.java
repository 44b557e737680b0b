package io.kinexus.operator.kind.backupplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.BackupPlanInput;
import software.amazon.awssdk.services.backup.model.BackupRuleInput;
import software.amazon.awssdk.services.backup.model.CreateBackupPlanRequest;
import software.amazon.awssdk.services.backup.model.Lifecycle;
import software.amazon.awssdk.services.backup.model.UpdateBackupPlanRequest;

class BackupPlanKindTest extends ResourceKindContract<BackupPlanSpec, BackupPlanLive> {
    @Override
    protected ResourceKind<BackupPlanSpec, BackupPlanLive> kind() {
        return new BackupPlanKind();
    }

    @Override
    protected Declared<BackupPlanSpec> wanted() {
        return with("cron(0 * * * ? *)", "Etc/UTC", 35);
    }

    @Override
    protected Declared<BackupPlanSpec> changed() {
        return with("cron(0 3 * * ? *)", "Europe/Berlin", 7);
    }

    private static Declared<BackupPlanSpec> with(String schedule, String zone, int days) {
        return Declared.of(
                ResourceId.of("test", "backup-plan", "main"),
                DeclarationId.of("backup-plan", "main"),
                new BackupPlanSpec(
                        "main", List.of(new BackupPlanSpec.Rule("main", "vault", schedule, zone, 60, 480, days))));
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(
                CreateBackupPlanRequest.builder().build(),
                UpdateBackupPlanRequest.builder().build());
    }

    @Override
    protected void given(Scope scope) {
        scope.client(BackupClient.class).createBackupVault(r -> r.backupVaultName("vault"));
    }

    /** It would take the backup window and the retention away from the database's own declaration. */
    @Test
    void continuousBackupsThatSomebodyTurnedOnAreTurnedOff() {
        given(look());
        create(wanted(), new Attempt("a"));
        BackupPlanLive live = present(wanted()).live();
        look().client(BackupClient.class).updateBackupPlan(r -> r.backupPlanId(live.id())
                .backupPlan(BackupPlanInput.builder()
                        .backupPlanName("main")
                        .rules(BackupRuleInput.builder()
                                .ruleName("main")
                                .targetBackupVaultName("vault")
                                .scheduleExpression("cron(0 * * * ? *)")
                                .startWindowMinutes(60L)
                                .completionWindowMinutes(480L)
                                .enableContinuousBackup(true)
                                .lifecycle(
                                        Lifecycle.builder().deleteAfterDays(35L).build())
                                .build())
                        .build()));
        assertThat(present(wanted()).live().others()).containsExactly("main backs up continuously");
        update(wanted());
        assertInSync(wanted());
    }

    /** AWS lets the names of plans repeat. */
    @Test
    void aPlanOfSomebodyElseUnderTheSameNameIsNotOurs() {
        given(look());
        look().client(BackupClient.class)
                .createBackupPlan(r -> r.backupPlan(BackupPlanInput.builder()
                        .backupPlanName("main")
                        .rules(BackupRuleInput.builder()
                                .ruleName("theirs")
                                .targetBackupVaultName("vault")
                                .build())
                        .build()));
        assertThat(present(wanted()).ours()).isFalse();
    }
}
