package io.kinexus.operator.sandbox.backup;

import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.rds.RdsSandbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.backup.model.DescribeRestoreJobRequest;
import software.amazon.awssdk.services.backup.model.DescribeRestoreJobResponse;
import software.amazon.awssdk.services.backup.model.ListRestoreJobsRequest;
import software.amazon.awssdk.services.backup.model.ListRestoreJobsResponse;
import software.amazon.awssdk.services.backup.model.RecoveryPointByBackupVault;
import software.amazon.awssdk.services.backup.model.RestoreJobsListMember;
import software.amazon.awssdk.services.backup.model.StartRestoreJobRequest;
import software.amazon.awssdk.services.backup.model.StartRestoreJobResponse;

/**
 * Restore jobs. Databases are restored; what this sandbox cannot bring back, tables and buckets, it refuses.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartRestoreJob.html">StartRestoreJob</a>
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/restoring-rds.html">Metadata of a database</a>
 */
final class Restores {
    private static final Duration LOOKS = Duration.ofMinutes(1);

    private final Backups all;
    private final Points points;

    Restores(Backups all, Points points) {
        this.all = all;
        this.points = points;
    }

    void install(Handlers handlers) {
        handlers.on(StartRestoreJobRequest.class, this::start);
        handlers.on(DescribeRestoreJobRequest.class, this::describe);
        handlers.on(ListRestoreJobsRequest.class, this::list);
    }

    private StartRestoreJobResponse start(StartRestoreJobRequest request) {
        RecoveryPointByBackupVault point = points.known(request.recoveryPointArn());
        Backups.required(request.iamRoleArn(), "IamRoleArn");
        String snapshot = Sources.snapshot(point.recoveryPointArn())
                .orElseThrow(() -> Backups.invalid(point.resourceType() + " is not restored by this sandbox"));
        String name = Backups.required(request.metadata().get("DBInstanceIdentifier"), "DBInstanceIdentifier");
        String id = all.account.dice().uuid();
        String arn = all.account
                .service(RdsSandbox.class)
                .restore(name, snapshot, Optional.ofNullable(request.metadata().get("DBSubnetGroupName")));
        all.restores.put(
                id,
                RestoreJobsListMember.builder()
                        .accountId(all.account.id())
                        .restoreJobId(id)
                        .recoveryPointArn(point.recoveryPointArn())
                        .sourceResourceArn(point.resourceArn())
                        .backupVaultArn(point.backupVaultArn())
                        .resourceType(point.resourceType())
                        .iamRoleArn(request.iamRoleArn())
                        .creationDate(all.account.now())
                        .createdResourceArn(arn)
                        .status("RUNNING")
                        .percentDone("0.00%")
                        .build());
        all.account.clock().after(LOOKS, () -> look(id, name));
        return StartRestoreJobResponse.builder().restoreJobId(id).build();
    }

    private void look(String id, String name) {
        Optional<String> status = all.account.service(RdsSandbox.class).instances().stream()
                .filter(one -> one.dbInstanceIdentifier().equals(name))
                .map(one -> one.dbInstanceStatus())
                .findFirst();
        boolean over = status.isEmpty() || status.get().equals("available");
        if (!over) {
            all.account.clock().after(LOOKS, () -> look(id, name));
            return;
        }
        all.restores.computeIfPresent(id, (key, job) -> job.toBuilder()
                .status(status.isPresent() ? "COMPLETED" : "FAILED")
                .percentDone("100.00%")
                .completionDate(all.account.now())
                .build());
    }

    private DescribeRestoreJobResponse describe(DescribeRestoreJobRequest request) {
        RestoreJobsListMember job = Optional.ofNullable(
                        all.restores.get(Backups.required(request.restoreJobId(), "RestoreJobId")))
                .orElseThrow(() -> Backups.notFound("Could not find restore job with id " + request.restoreJobId()));
        return DescribeRestoreJobResponse.builder()
                .accountId(job.accountId())
                .restoreJobId(job.restoreJobId())
                .recoveryPointArn(job.recoveryPointArn())
                .sourceResourceArn(job.sourceResourceArn())
                .backupVaultArn(job.backupVaultArn())
                .resourceType(job.resourceType())
                .iamRoleArn(job.iamRoleArn())
                .creationDate(job.creationDate())
                .completionDate(job.completionDate())
                .createdResourceArn(job.createdResourceArn())
                .status(job.statusAsString())
                .percentDone(job.percentDone())
                .build();
    }

    private ListRestoreJobsResponse list(ListRestoreJobsRequest request) {
        List<RestoreJobsListMember> found = all.restores.values().stream()
                .filter(job -> request.byStatusAsString() == null
                        || request.byStatusAsString().equals(job.statusAsString()))
                .toList();
        Pages.Page<RestoreJobsListMember> page = Backups.page(found, request.maxResults(), request.nextToken());
        return ListRestoreJobsResponse.builder()
                .restoreJobs(page.items())
                .nextToken(page.next())
                .build();
    }
}
