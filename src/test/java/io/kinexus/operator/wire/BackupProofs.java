package io.kinexus.operator.wire;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Scope;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.BackupPlanInput;
import software.amazon.awssdk.services.backup.model.BackupRuleInput;

/** What moto does otherwise of AWS Backup. */
final class BackupProofs {
    private BackupProofs() {}

    static boolean plan(Scope scope) {
        make(scope);
        return TaggingProofs.unlisted(scope);
    }

    static boolean again(Scope scope) {
        String plan = make(scope);
        scope.client(BackupClient.class).deleteBackupPlan(r -> r.backupPlanId(plan));
        try {
            make(scope);
            return false;
        } catch (SdkException refused) {
            return AwsFailures.is(refused, "AlreadyExistsException");
        }
    }

    static boolean updatePlan(Scope scope) {
        String plan = make(scope);
        try {
            scope.client(BackupClient.class)
                    .updateBackupPlan(r -> r.backupPlanId(plan).backupPlan(proof()));
            return false;
        } catch (SdkException refused) {
            return true;
        }
    }

    static boolean selections(Scope scope) {
        String plan = make(scope);
        try {
            scope.client(BackupClient.class).listBackupSelections(r -> r.backupPlanId(plan));
            return false;
        } catch (SdkException refused) {
            return true;
        }
    }

    private static String make(Scope scope) {
        BackupClient backup = scope.client(BackupClient.class);
        if (backup.listBackupVaults().backupVaultList().stream()
                .noneMatch(vault -> vault.backupVaultName().equals("proof"))) {
            backup.createBackupVault(r -> r.backupVaultName("proof"));
        }
        return backup.createBackupPlan(
                        r -> r.backupPlan(proof()).backupPlanTags(Map.of(TaggingProofs.KEY, TaggingProofs.VALUE)))
                .backupPlanId();
    }

    private static BackupPlanInput proof() {
        return BackupPlanInput.builder()
                .backupPlanName("proof")
                .rules(BackupRuleInput.builder()
                        .ruleName("proof")
                        .targetBackupVaultName("proof")
                        .scheduleExpression("cron(0 3 * * ? *)")
                        .startWindowMinutes(60L)
                        .completionWindowMinutes(480L)
                        .build())
                .build();
    }
}
