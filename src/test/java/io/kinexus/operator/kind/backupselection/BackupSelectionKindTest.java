package io.kinexus.operator.kind.backupselection;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.health.Recoverable;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.kind.ResourceKindContract;
import io.kinexus.operator.kind.backupselection.BackupSelectionSpec.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.BackupPlanInput;
import software.amazon.awssdk.services.backup.model.BackupRuleInput;
import software.amazon.awssdk.services.backup.model.CreateBackupSelectionRequest;
import software.amazon.awssdk.services.s3.S3Client;

class BackupSelectionKindTest extends ResourceKindContract<BackupSelectionSpec, BackupSelectionLive> {
    private static final String BUCKET = "arn:aws:s3:::kinexus-documents";
    private static final String VAULT = "arn:aws:backup:us-east-1:123456789012:backup-vault:vault";

    private String planId = "none";

    @Override
    protected ResourceKind<BackupSelectionSpec, BackupSelectionLive> kind() {
        return new BackupSelectionKind();
    }

    @Override
    protected Declared<BackupSelectionSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "backup-selection", "main"),
                DeclarationId.of("backup-plan", "main"),
                new BackupSelectionSpec(
                        "main",
                        planId,
                        VAULT,
                        "arn:aws:iam::123456789012:role/kinexus/test/test-main-backup",
                        List.of(new Source("bucket/documents", BUCKET)),
                        Optional.of(Duration.ofHours(1)),
                        Optional.of(Duration.ofHours(2))));
    }

    @Override
    protected Declared<BackupSelectionSpec> changed() {
        return wanted();
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(CreateBackupSelectionRequest.builder().build());
    }

    @Override
    protected void given(Scope scope) {
        scope.client(S3Client.class).createBucket(r -> r.bucket("kinexus-documents"));
        BackupClient backup = scope.client(BackupClient.class);
        backup.createBackupVault(r -> r.backupVaultName("vault"));
        planId = backup.createBackupPlan(r -> r.backupPlan(BackupPlanInput.builder()
                                .backupPlanName("main")
                                .rules(BackupRuleInput.builder()
                                        .ruleName("main")
                                        .targetBackupVaultName("vault")
                                        .scheduleExpression("cron(0 * * * ? *)")
                                        .build())
                                .build())
                        .backupPlanTags(Map.of("kinexus:environment", "test", "kinexus:resource", "backup-plan/main")))
                .backupPlanId();
    }

    @Test
    void itsPlanFiresAndTheNewestPointCounts() {
        given(look());
        create(wanted(), new Attempt("a"));
        sandbox().advance(Duration.ofMinutes(30));
        Recoverable seen = present(wanted()).live().recoverable().get(0);
        assertThat(seen.resource()).isEqualTo("bucket/documents");
        assertThat(seen.restorableTo()).isPresent();
        assertThat(seen.age().orElseThrow()).isBetween(Duration.ofMinutes(25), Duration.ofMinutes(60));
        assertThat(seen.tooOld()).isFalse();
    }

    @Test
    void dataThatIsOlderThanAllowedIsUnhealthyAndSaysSo() {
        given(look());
        create(wanted(), new Attempt("a"));
        sandbox().advance(Duration.ofMinutes(30));
        look().client(S3Client.class).deleteBucket(r -> r.bucket("kinexus-documents"));
        sandbox().advance(Duration.ofHours(3));
        Verdict verdict = kind().health(present(wanted()).live());
        assertThat(verdict.level()).isEqualTo(Verdict.Level.UNHEALTHY);
        assertThat(verdict.because())
                .singleElement()
                .asString()
                .contains("bucket/documents")
                .contains("the objective is 1h0m");
    }

    /** The vault remembers it, whatever became of what was restored. */
    @Test
    void theLastMeasuredRestoreIsHeldAgainstItsObjective() {
        given(look());
        create(wanted(), new Attempt("a"));
        look().client(BackupClient.class).tagResource(r -> r.resourceArn(VAULT)
                .tags(Map.of("kinexus:restored/bucket/documents", "2026-01-05T15:00:00Z PT2H40M")));
        Recoverable seen = present(wanted()).live().recoverable().get(0);
        assertThat(seen.took()).contains(Duration.ofMinutes(160));
        assertThat(seen.tooSlow()).isTrue();
        assertThat(seen.verdict().level()).isEqualTo(Verdict.Level.HEALTHY);
        assertThat(seen.verdict().because())
                .containsExactly("the last restore of bucket/documents took 2h40m, and the objective is 2h0m");
    }
}
