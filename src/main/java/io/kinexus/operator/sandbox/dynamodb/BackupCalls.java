package io.kinexus.operator.sandbox.dynamodb;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.BackupStatus;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BackupType;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;

/**
 * Backups on demand, and the one that AWS takes of a table with point-in-time recovery before it goes. They outlive it.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Backup.Tutorial.html">Backups</a>
 */
final class BackupCalls {
    /** A guess: AWS says within seconds, whatever the size. */
    private static final Duration TAKING = Duration.ofSeconds(5);

    private static final Duration SYSTEM_KEPT = Duration.ofDays(35);

    private record Backup(
            String arn, String name, String table, String tableArn, String tableId, Instant at, BackupType type) {
        BackupStatus status(Instant now) {
            return now.isBefore(at.plus(TAKING)) ? BackupStatus.CREATING : BackupStatus.AVAILABLE;
        }
    }

    private final Account account;
    private final Map<String, Backup> all = new LinkedHashMap<>();

    BackupCalls(Account account, DynamoSandbox tables, Handlers handlers) {
        this.account = account;
        handlers.on(CreateBackupRequest.class, r -> CreateBackupResponse.builder()
                .backupDetails(details(take(tables.existing(r.tableName()), r.backupName(), BackupType.USER)))
                .build());
        handlers.on(ListBackupsRequest.class, this::list);
        handlers.on(DescribeBackupRequest.class, r -> DescribeBackupResponse.builder()
                .backupDescription(d -> d.backupDetails(details(existing(r.backupArn()))))
                .build());
        handlers.on(DeleteBackupRequest.class, r -> {
            all.remove(existing(r.backupArn()).arn());
            return DeleteBackupResponse.builder().build();
        });
    }

    /** @throws AwsFault while a backup of it is being taken */
    void beforeDeletion(Table table) {
        boolean taking = all.values().stream()
                .anyMatch(backup ->
                        backup.tableId().equals(table.id) && backup.status(account.now()) == BackupStatus.CREATING);
        if (taking) {
            throw AwsFault.badRequest("ResourceInUseException", "Backup is in progress for table: " + table.name());
        }
        if (table.restorable) {
            take(table, table.name() + "$DeletedTableBackup", BackupType.SYSTEM);
        }
    }

    private Backup take(Table table, String name, BackupType type) {
        Backup backup = new Backup(
                table.arn + "/backup/" + account.now().toEpochMilli() + "-"
                        + account.dice().uuid().substring(0, 8),
                name,
                table.name(),
                table.arn,
                table.id,
                account.now(),
                type);
        all.put(backup.arn(), backup);
        return backup;
    }

    private BackupDetails details(Backup backup) {
        return BackupDetails.builder()
                .backupArn(backup.arn())
                .backupName(backup.name())
                .backupStatus(backup.status(account.now()))
                .backupType(backup.type())
                .backupCreationDateTime(backup.at())
                .backupExpiryDateTime(expires(backup))
                .backupSizeBytes(0L)
                .build();
    }

    private static @Nullable Instant expires(Backup backup) {
        return backup.type() == BackupType.SYSTEM ? backup.at().plus(SYSTEM_KEPT) : null;
    }

    private ListBackupsResponse list(ListBackupsRequest request) {
        Optional<String> table = Optional.ofNullable(request.tableName());
        BackupTypeFilter type = Optional.ofNullable(request.backupType()).orElse(BackupTypeFilter.USER);
        List<BackupSummary> found = all.values().stream()
                .filter(backup -> table.isEmpty()
                        || backup.table().equals(table.get())
                        || backup.tableArn().equals(table.get()))
                .filter(backup -> type == BackupTypeFilter.ALL
                        || type.toString().equals(backup.type().toString()))
                .map(backup -> BackupSummary.builder()
                        .tableName(backup.table())
                        .tableId(backup.tableId())
                        .tableArn(backup.tableArn())
                        .backupArn(backup.arn())
                        .backupName(backup.name())
                        .backupCreationDateTime(backup.at())
                        .backupExpiryDateTime(expires(backup))
                        .backupStatus(backup.status(account.now()))
                        .backupType(backup.type())
                        .backupSizeBytes(0L)
                        .build())
                .toList();
        return ListBackupsResponse.builder().backupSummaries(found).build();
    }

    private Backup existing(String arn) {
        return Optional.ofNullable(all.get(arn))
                .orElseThrow(() -> AwsFault.badRequest("BackupNotFoundException", "Backup not found: " + arn));
    }
}
