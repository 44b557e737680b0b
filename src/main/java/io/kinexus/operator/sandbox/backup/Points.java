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
import software.amazon.awssdk.services.backup.model.CalculatedLifecycle;
import software.amazon.awssdk.services.backup.model.DeleteRecoveryPointRequest;
import software.amazon.awssdk.services.backup.model.DeleteRecoveryPointResponse;
import software.amazon.awssdk.services.backup.model.DescribeProtectedResourceRequest;
import software.amazon.awssdk.services.backup.model.DescribeProtectedResourceResponse;
import software.amazon.awssdk.services.backup.model.DescribeRecoveryPointRequest;
import software.amazon.awssdk.services.backup.model.DescribeRecoveryPointResponse;
import software.amazon.awssdk.services.backup.model.ListProtectedResourcesRequest;
import software.amazon.awssdk.services.backup.model.ListProtectedResourcesResponse;
import software.amazon.awssdk.services.backup.model.ListRecoveryPointsByBackupVaultRequest;
import software.amazon.awssdk.services.backup.model.ListRecoveryPointsByBackupVaultResponse;
import software.amazon.awssdk.services.backup.model.ListRecoveryPointsByResourceRequest;
import software.amazon.awssdk.services.backup.model.ListRecoveryPointsByResourceResponse;
import software.amazon.awssdk.services.backup.model.ProtectedResource;
import software.amazon.awssdk.services.backup.model.RecoveryPointByBackupVault;
import software.amazon.awssdk.services.backup.model.RecoveryPointByResource;

/**
 * Recovery points, until their lifecycle ends.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/recovery-points.html">Recovery points</a>
 */
final class Points {
    private static final Comparator<RecoveryPointByBackupVault> NEWEST =
            Comparator.comparing(RecoveryPointByBackupVault::creationDate).reversed();

    private final Backups all;
    private final Sources sources;

    Points(Backups all, Sources sources) {
        this.all = all;
        this.sources = sources;
    }

    void install(Handlers handlers) {
        handlers.on(ListRecoveryPointsByBackupVaultRequest.class, this::inVault);
        handlers.on(ListRecoveryPointsByResourceRequest.class, this::ofResource);
        handlers.on(DescribeRecoveryPointRequest.class, this::describe);
        handlers.on(DeleteRecoveryPointRequest.class, this::delete);
        handlers.on(ListProtectedResourcesRequest.class, this::protectedOnes);
        handlers.on(DescribeProtectedResourceRequest.class, this::protectedOne);
    }

    void add(RecoveryPointByBackupVault point, Map<String, String> tags) {
        String arn = point.recoveryPointArn();
        Optional<Instant> end = Optional.ofNullable(point.lifecycle())
                .flatMap(life -> Optional.ofNullable(life.deleteAfterDays()))
                .map(days -> point.creationDate().plus(Duration.ofDays(days)));
        all.points.put(
                arn,
                point.toBuilder()
                        .calculatedLifecycle(end.map(at -> CalculatedLifecycle.builder()
                                        .deleteAt(at)
                                        .build())
                                .orElse(null))
                        .build());
        all.tags().put(arn, all.tags().of(point.resourceArn()));
        all.tags().put(arn, tags);
        end.ifPresent(at -> all.account.clock().after(Duration.between(all.account.now(), at), () -> forget(arn)));
    }

    void complete(String arn) {
        sources.copied(arn);
        all.points.computeIfPresent(arn, (key, point) -> point.toBuilder()
                .status("COMPLETED")
                .completionDate(all.account.now())
                .build());
    }

    private void forget(String arn) {
        if (all.points.remove(arn) != null) {
            sources.forget(arn);
            all.tags().forget(arn);
        }
    }

    private ListRecoveryPointsByBackupVaultResponse inVault(ListRecoveryPointsByBackupVaultRequest request) {
        all.vault(request.backupVaultName());
        List<RecoveryPointByBackupVault> found = all.pointsIn(request.backupVaultName()).stream()
                .filter(one -> same(request.byResourceArn(), one.resourceArn()))
                .filter(one -> same(request.byResourceType(), one.resourceType()))
                .filter(one ->
                        request.byCreatedAfter() == null || one.creationDate().isAfter(request.byCreatedAfter()))
                .filter(one ->
                        request.byCreatedBefore() == null || one.creationDate().isBefore(request.byCreatedBefore()))
                .sorted(NEWEST)
                .toList();
        Pages.Page<RecoveryPointByBackupVault> page = Backups.page(found, request.maxResults(), request.nextToken());
        return ListRecoveryPointsByBackupVaultResponse.builder()
                .recoveryPoints(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean same(@Nullable String asked, String have) {
        return asked == null || asked.equals(have);
    }

    private ListRecoveryPointsByResourceResponse ofResource(ListRecoveryPointsByResourceRequest request) {
        String arn = Backups.required(request.resourceArn(), "ResourceArn");
        Pages.Page<RecoveryPointByBackupVault> page = Backups.page(of(arn), request.maxResults(), request.nextToken());
        return ListRecoveryPointsByResourceResponse.builder()
                .recoveryPoints(page.items().stream().map(Points::brief).toList())
                .nextToken(page.next())
                .build();
    }

    private List<RecoveryPointByBackupVault> of(String resource) {
        return all.points.values().stream()
                .filter(one -> one.resourceArn().equals(resource))
                .sorted(NEWEST)
                .toList();
    }

    private static RecoveryPointByResource brief(RecoveryPointByBackupVault one) {
        return RecoveryPointByResource.builder()
                .recoveryPointArn(one.recoveryPointArn())
                .creationDate(one.creationDate())
                .status(one.statusAsString())
                .encryptionKeyArn(one.encryptionKeyArn())
                .backupSizeBytes(one.backupSizeInBytes())
                .backupVaultName(one.backupVaultName())
                .isParent(false)
                .resourceName(one.resourceName())
                .vaultType(one.vaultType())
                .build();
    }

    private DescribeRecoveryPointResponse describe(DescribeRecoveryPointRequest request) {
        RecoveryPointByBackupVault one = known(request.recoveryPointArn());
        return DescribeRecoveryPointResponse.builder()
                .recoveryPointArn(one.recoveryPointArn())
                .backupVaultName(one.backupVaultName())
                .backupVaultArn(one.backupVaultArn())
                .resourceArn(one.resourceArn())
                .resourceType(one.resourceType())
                .resourceName(one.resourceName())
                .createdBy(one.createdBy())
                .iamRoleArn(one.iamRoleArn())
                .status(one.statusAsString())
                .creationDate(one.creationDate())
                .initiationDate(one.initiationDate())
                .completionDate(one.completionDate())
                .backupSizeInBytes(one.backupSizeInBytes())
                .calculatedLifecycle(one.calculatedLifecycle())
                .lifecycle(one.lifecycle())
                .encryptionKeyArn(one.encryptionKeyArn())
                .isEncrypted(true)
                .storageClass("WARM")
                .isParent(false)
                .vaultType(one.vaultType())
                .build();
    }

    RecoveryPointByBackupVault known(@Nullable String arn) {
        return Optional.ofNullable(all.points.get(Backups.required(arn, "RecoveryPointArn")))
                .orElseThrow(() -> Backups.notFound("Recovery point " + arn + " does not exist"));
    }

    private DeleteRecoveryPointResponse delete(DeleteRecoveryPointRequest request) {
        all.vault(request.backupVaultName());
        forget(known(request.recoveryPointArn()).recoveryPointArn());
        return DeleteRecoveryPointResponse.builder().build();
    }

    private ListProtectedResourcesResponse protectedOnes(ListProtectedResourcesRequest request) {
        List<ProtectedResource> found = all.points.values().stream()
                .map(RecoveryPointByBackupVault::resourceArn)
                .distinct()
                .map(this::newest)
                .flatMap(Optional::stream)
                .toList();
        Pages.Page<ProtectedResource> page = Backups.page(found, request.maxResults(), request.nextToken());
        return ListProtectedResourcesResponse.builder()
                .results(page.items())
                .nextToken(page.next())
                .build();
    }

    private Optional<ProtectedResource> newest(String resource) {
        return of(resource).stream()
                .filter(one -> "COMPLETED".equals(one.statusAsString()))
                .findFirst()
                .map(one -> ProtectedResource.builder()
                        .resourceArn(resource)
                        .resourceType(one.resourceType())
                        .resourceName(one.resourceName())
                        .lastBackupTime(one.creationDate())
                        .lastBackupVaultArn(one.backupVaultArn())
                        .lastRecoveryPointArn(one.recoveryPointArn())
                        .build());
    }

    private DescribeProtectedResourceResponse protectedOne(DescribeProtectedResourceRequest request) {
        String arn = Backups.required(request.resourceArn(), "ResourceArn");
        ProtectedResource one =
                newest(arn).orElseThrow(() -> Backups.notFound("Resource " + arn + " is not protected"));
        return DescribeProtectedResourceResponse.builder()
                .resourceArn(arn)
                .resourceType(one.resourceType())
                .resourceName(one.resourceName())
                .lastBackupTime(one.lastBackupTime())
                .lastBackupVaultArn(one.lastBackupVaultArn())
                .lastRecoveryPointArn(one.lastRecoveryPointArn())
                .build();
    }
}
