package io.kinexus.operator.sandbox.backup;

import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.backup.model.BackupJob;
import software.amazon.awssdk.services.backup.model.BackupRuleInput;
import software.amazon.awssdk.services.backup.model.DescribeBackupJobRequest;
import software.amazon.awssdk.services.backup.model.DescribeBackupJobResponse;
import software.amazon.awssdk.services.backup.model.Lifecycle;
import software.amazon.awssdk.services.backup.model.ListBackupJobsRequest;
import software.amazon.awssdk.services.backup.model.ListBackupJobsResponse;
import software.amazon.awssdk.services.backup.model.RecoveryPointByBackupVault;
import software.amazon.awssdk.services.backup.model.RecoveryPointCreator;
import software.amazon.awssdk.services.backup.model.StartBackupJobRequest;
import software.amazon.awssdk.services.backup.model.StartBackupJobResponse;

/**
 * Jobs that make recovery points: those of plans when their time comes, and those that people start. How long one takes is a
 * guess: AWS promises none.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html">StartBackupJob</a>
 */
final class BackupJobs {
    private static final Duration STARTS = Duration.ofMinutes(1);
    private static final Duration TAKES = Duration.ofMinutes(4);

    private final Backups all;
    private final Sources sources;
    private final Points points;

    /** What a job is to do. */
    private record Order(
            String vault,
            String resource,
            String role,
            Optional<Lifecycle> lifecycle,
            Map<String, String> tags,
            Optional<RecoveryPointCreator> creator) {}

    BackupJobs(Backups all, Sources sources, Points points) {
        this.all = all;
        this.sources = sources;
        this.points = points;
    }

    void install(Handlers handlers) {
        handlers.on(StartBackupJobRequest.class, this::start);
        handlers.on(DescribeBackupJobRequest.class, this::describe);
        handlers.on(ListBackupJobsRequest.class, this::list);
    }

    /** The rule's time has come: one job for each resource of each selection. */
    void run(Plan plan, BackupRuleInput rule) {
        plan.ran = Optional.of(all.account.now());
        RecoveryPointCreator creator = RecoveryPointCreator.builder()
                .backupPlanId(plan.id)
                .backupPlanArn(plan.arn)
                .backupPlanName(plan.written.backupPlanName())
                .backupPlanVersion(plan.version)
                .backupRuleName(rule.ruleName())
                .build();
        List.copyOf(plan.selections.values()).forEach(selection -> selection
                .written()
                .resources()
                .forEach(resource -> begin(new Order(
                        rule.targetBackupVaultName(),
                        resource,
                        selection.written().iamRoleArn(),
                        Optional.ofNullable(rule.lifecycle()),
                        rule.recoveryPointTags(),
                        Optional.of(creator)))));
    }

    private StartBackupJobResponse start(StartBackupJobRequest request) {
        all.vault(request.backupVaultName());
        String resource = Backups.required(request.resourceArn(), "ResourceArn");
        if (sources.type(resource).isEmpty()) {
            throw Backups.invalid("Unsupported resource type: " + resource);
        }
        if (!sources.there(resource)) {
            throw Backups.notFound("Resource " + resource + " does not exist");
        }
        BackupJob job = begin(new Order(
                request.backupVaultName(),
                resource,
                Backups.required(request.iamRoleArn(), "IamRoleArn"),
                Optional.ofNullable(request.lifecycle()),
                request.recoveryPointTags(),
                Optional.empty()));
        return StartBackupJobResponse.builder()
                .backupJobId(job.backupJobId())
                .creationDate(job.creationDate())
                .build();
    }

    private BackupJob begin(Order order) {
        String id = all.account.dice().uuid();
        Instant now = all.account.now();
        BackupJob job = BackupJob.builder()
                .accountId(all.account.id())
                .backupJobId(id)
                .backupVaultName(order.vault())
                .backupVaultArn(all.vault(order.vault()).arn())
                .resourceArn(order.resource())
                .resourceType(sources.type(order.resource()).orElse("Unknown"))
                .iamRoleArn(order.role())
                .createdBy(order.creator().orElse(null))
                .creationDate(now)
                .startBy(now.plus(Duration.ofHours(1)))
                .state("CREATED")
                .percentDone("0.0")
                .build();
        all.jobs.put(id, job);
        all.account.clock().after(STARTS, () -> running(id, order));
        return job;
    }

    private void running(String id, Order order) {
        Optional<String> refused = sources.refuses(order.resource());
        if (refused.isPresent() || !all.vaults.containsKey(order.vault())) {
            ends(id, "FAILED", refused.orElse("the vault is gone"), null);
            return;
        }
        String arn = sources.copy(order.resource(), id);
        RecoveryPointByBackupVault point = RecoveryPointByBackupVault.builder()
                .recoveryPointArn(arn)
                .backupVaultName(order.vault())
                .backupVaultArn(all.vault(order.vault()).arn())
                .resourceArn(order.resource())
                .resourceType(sources.type(order.resource()).orElse("Unknown"))
                .resourceName(order.resource().substring(order.resource().lastIndexOf(':') + 1))
                .createdBy(order.creator().orElse(null))
                .iamRoleArn(order.role())
                .status("CREATING")
                .creationDate(all.account.now())
                .initiationDate(all.account.now())
                .lifecycle(order.lifecycle().orElse(null))
                .isEncrypted(true)
                .encryptionKeyArn(all.vault(order.vault()).keyArn())
                .backupSizeInBytes(1L << 30)
                .isParent(false)
                .vaultType("BACKUP_VAULT")
                .build();
        points.add(point, order.tags());
        all.jobs.computeIfPresent(id, (key, job) -> job.toBuilder()
                .state("RUNNING")
                .initiationDate(all.account.now())
                .recoveryPointArn(arn)
                .build());
        all.account.clock().after(TAKES, () -> {
            points.complete(arn);
            ends(id, "COMPLETED", "", arn);
        });
    }

    private void ends(String id, String state, String message, @Nullable String arn) {
        all.jobs.computeIfPresent(id, (key, job) -> job.toBuilder()
                .state(state)
                .statusMessage(message.isEmpty() ? null : message)
                .recoveryPointArn(arn)
                .percentDone(state.equals("COMPLETED") ? "100.0" : "0.0")
                .completionDate(all.account.now())
                .build());
    }

    private DescribeBackupJobResponse describe(DescribeBackupJobRequest request) {
        BackupJob job = Optional.ofNullable(all.jobs.get(Backups.required(request.backupJobId(), "BackupJobId")))
                .orElseThrow(() -> Backups.notFound("Could not find backup job with id " + request.backupJobId()));
        return DescribeBackupJobResponse.builder()
                .accountId(job.accountId())
                .backupJobId(job.backupJobId())
                .backupVaultName(job.backupVaultName())
                .backupVaultArn(job.backupVaultArn())
                .recoveryPointArn(job.recoveryPointArn())
                .resourceArn(job.resourceArn())
                .resourceType(job.resourceType())
                .iamRoleArn(job.iamRoleArn())
                .createdBy(job.createdBy())
                .creationDate(job.creationDate())
                .initiationDate(job.initiationDate())
                .completionDate(job.completionDate())
                .startBy(job.startBy())
                .state(job.state())
                .statusMessage(job.statusMessage())
                .percentDone(job.percentDone())
                .isParent(false)
                .build();
    }

    private ListBackupJobsResponse list(ListBackupJobsRequest request) {
        List<BackupJob> found = all.jobs.values().stream()
                .filter(job -> request.byResourceArn() == null
                        || request.byResourceArn().equals(job.resourceArn()))
                .filter(job -> request.byBackupVaultName() == null
                        || request.byBackupVaultName().equals(job.backupVaultName()))
                .filter(job -> request.byState() == null || request.byState().equals(job.state()))
                .filter(job ->
                        request.byCreatedAfter() == null || job.creationDate().isAfter(request.byCreatedAfter()))
                .sorted(Comparator.comparing(BackupJob::creationDate).reversed())
                .toList();
        Pages.Page<BackupJob> page = Backups.page(found, request.maxResults(), request.nextToken());
        return ListBackupJobsResponse.builder()
                .backupJobs(page.items())
                .nextToken(page.next())
                .build();
    }
}
