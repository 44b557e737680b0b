package io.kinexus.operator.sandbox.backup;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.backup.model.BackupVaultListMember;
import software.amazon.awssdk.services.backup.model.CreateBackupVaultRequest;
import software.amazon.awssdk.services.backup.model.CreateBackupVaultResponse;
import software.amazon.awssdk.services.backup.model.DeleteBackupVaultRequest;
import software.amazon.awssdk.services.backup.model.DeleteBackupVaultResponse;
import software.amazon.awssdk.services.backup.model.DescribeBackupVaultRequest;
import software.amazon.awssdk.services.backup.model.DescribeBackupVaultResponse;
import software.amazon.awssdk.services.backup.model.GetBackupVaultAccessPolicyRequest;
import software.amazon.awssdk.services.backup.model.GetBackupVaultNotificationsRequest;
import software.amazon.awssdk.services.backup.model.ListBackupVaultsRequest;
import software.amazon.awssdk.services.backup.model.ListBackupVaultsResponse;

/**
 * Vaults. One that holds recovery points cannot be deleted; one that does not exist is, to who describes it, forbidden.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html">CreateBackupVault</a>
 */
final class Vaults {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{2,50}");
    private static final int FORBIDDEN = 403;
    private static final String TYPE = "BACKUP_VAULT";

    private final Backups all;
    private final String key;

    Vaults(Backups all) {
        this.all = all;
        key = all.account.arn("kms", "key/" + UUID.nameUUIDFromBytes("aws/backup".getBytes(StandardCharsets.UTF_8)));
    }

    void install(Handlers handlers) {
        handlers.on(CreateBackupVaultRequest.class, this::create);
        handlers.on(DescribeBackupVaultRequest.class, this::describe);
        handlers.on(ListBackupVaultsRequest.class, this::list);
        handlers.on(DeleteBackupVaultRequest.class, this::delete);
        handlers.on(GetBackupVaultAccessPolicyRequest.class, r -> {
            all.vault(r.backupVaultName());
            throw Backups.notFound("Backup vault " + r.backupVaultName() + " has no policy associated with it.");
        });
        handlers.on(GetBackupVaultNotificationsRequest.class, r -> {
            all.vault(r.backupVaultName());
            throw Backups.notFound("Failed reading notifications from database for Backup vault");
        });
    }

    private CreateBackupVaultResponse create(CreateBackupVaultRequest request) {
        String name = Backups.required(request.backupVaultName(), "BackupVaultName");
        if (!NAME.matcher(name).matches()) {
            throw Backups.invalid("Invalid backup vault name " + name);
        }
        Optional<String> creator = Optional.ofNullable(request.creatorRequestId());
        Vault before = all.vaults.get(name);
        if (before != null && (creator.isEmpty() || !creator.equals(before.creator()))) {
            throw Backups.taken("Backup vault with the same name already exists");
        }
        Vault vault = before != null
                ? before
                : new Vault(
                        name,
                        all.account.arn("backup", "backup-vault:" + name),
                        Optional.ofNullable(request.encryptionKeyArn()).orElse(key),
                        all.account.now(),
                        creator);
        if (before == null) {
            all.vaults.put(name, vault);
            all.tags().put(vault.arn(), request.backupVaultTags());
        }
        return CreateBackupVaultResponse.builder()
                .backupVaultName(name)
                .backupVaultArn(vault.arn())
                .creationDate(vault.created())
                .build();
    }

    private DescribeBackupVaultResponse describe(DescribeBackupVaultRequest request) {
        Vault vault = Optional.ofNullable(all.vaults.get(request.backupVaultName()))
                .orElseThrow(() -> new AwsFault(
                        "AccessDeniedException", FORBIDDEN, "Insufficient privileges to perform this action."));
        return DescribeBackupVaultResponse.builder()
                .backupVaultName(vault.name())
                .backupVaultArn(vault.arn())
                .vaultType(TYPE)
                .encryptionKeyArn(vault.keyArn())
                .creationDate(vault.created())
                .creatorRequestId(vault.creator().orElse(null))
                .numberOfRecoveryPoints((long) all.pointsIn(vault.name()).size())
                .locked(false)
                .build();
    }

    private ListBackupVaultsResponse list(ListBackupVaultsRequest request) {
        Pages.Page<Vault> page = Backups.page(all.vaults.values(), request.maxResults(), request.nextToken());
        return ListBackupVaultsResponse.builder()
                .backupVaultList(page.items().stream()
                        .map(vault -> BackupVaultListMember.builder()
                                .backupVaultName(vault.name())
                                .backupVaultArn(vault.arn())
                                .vaultType(TYPE)
                                .encryptionKeyArn(vault.keyArn())
                                .creationDate(vault.created())
                                .creatorRequestId(vault.creator().orElse(null))
                                .numberOfRecoveryPoints(
                                        (long) all.pointsIn(vault.name()).size())
                                .locked(false)
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private DeleteBackupVaultResponse delete(DeleteBackupVaultRequest request) {
        Vault vault = all.vault(request.backupVaultName());
        if (!all.pointsIn(vault.name()).isEmpty()) {
            throw Backups.refused("Backup vault cannot be deleted because it contains recovery points");
        }
        all.vaults.remove(vault.name());
        all.tags().forget(vault.arn());
        return DeleteBackupVaultResponse.builder().build();
    }
}
