package io.kinexus.operator.sandbox.backup;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.backup.model.BackupJob;
import software.amazon.awssdk.services.backup.model.RecoveryPointByBackupVault;
import software.amazon.awssdk.services.backup.model.RestoreJobsListMember;

/** What AWS Backup has in one account and region, and what its parts share. Its client errors are all of status 400. */
final class Backups {
    private static final int PAGE = 1000;

    final Account account;
    final Map<String, Vault> vaults = new TreeMap<>();
    final Map<String, Plan> plans = new LinkedHashMap<>();
    final Map<String, RecoveryPointByBackupVault> points = new LinkedHashMap<>();
    final Map<String, BackupJob> jobs = new LinkedHashMap<>();
    final Map<String, RestoreJobsListMember> restores = new LinkedHashMap<>();

    Backups(Account account) {
        this.account = account;
    }

    TagStore tags() {
        return account.service(TagStore.class);
    }

    Vault vault(@Nullable String name) {
        return Optional.ofNullable(vaults.get(required(name, "BackupVaultName")))
                .orElseThrow(() -> notFound("Backup vault " + name + " does not exist."));
    }

    Plan plan(@Nullable String id) {
        return Optional.ofNullable(plans.get(required(id, "BackupPlanId")))
                .orElseThrow(() -> notFound("Failed reading Backup plan with provided version"));
    }

    /** Those that a vault holds, oldest first. */
    Collection<RecoveryPointByBackupVault> pointsIn(String vault) {
        return points.values().stream()
                .filter(point -> point.backupVaultName().equals(vault))
                .toList();
    }

    /** AWS Backup gives up to a thousand a page. */
    static <T> Pages.Page<T> page(Collection<T> all, @Nullable Integer asked, @Nullable String token) {
        if (asked != null && (asked < 1 || asked > PAGE)) {
            throw invalid("MaxResults must be between 1 and " + PAGE);
        }
        return Pages.of(all, asked, PAGE, PAGE, token);
    }

    static String required(@Nullable String value, String member) {
        if (value == null || value.isEmpty()) {
            throw AwsFault.badRequest("MissingParameterValueException", member + " is required.");
        }
        return value;
    }

    static AwsFault notFound(String message) {
        return AwsFault.badRequest("ResourceNotFoundException", message);
    }

    static AwsFault invalid(String message) {
        return AwsFault.badRequest("InvalidParameterValueException", message);
    }

    static AwsFault refused(String message) {
        return AwsFault.badRequest("InvalidRequestException", message);
    }

    static AwsFault taken(String message) {
        return AwsFault.badRequest("AlreadyExistsException", message);
    }
}
