package io.kinexus.operator.kind.backupvault;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.BackupVaultListMember;

/**
 * The calls. Vaults are listed, never described: to describe one that does not exist is answered with AccessDeniedException,
 * which says nothing of its absence.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListBackupVaults.html">ListBackupVaults</a>
 */
final class BackupVaultAws {
    private static final int PAGE = 1000;

    private BackupVaultAws() {}

    /** Listings are shared between observation and surplus by class. */
    private record Listing(List<BackupVaultLive> all) {}

    static Map<ResourceId, Observation<BackupVaultLive>> observe(
            Scope scope, Collection<Declared<BackupVaultSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            Map<String, BackupVaultLive> live =
                    list(scope).stream().collect(Collectors.toMap(BackupVaultLive::name, Function.identity()));
            Map<ResourceId, Observation<BackupVaultLive>> seen = new LinkedHashMap<>();
            for (Declared<BackupVaultSpec> one : all) {
                BackupVaultLive vault = live.get(one.spec().name());
                if (vault != null) {
                    boolean ours = Ownership.ours(scope, one.id(), vault.arn(), () -> scope.client(BackupClient.class)
                            .listTags(r -> r.resourceArn(vault.arn()))
                            .tags());
                    seen.put(one.id(), new Observation.Present<>(vault, true, ours));
                }
            }
            return seen;
        });
    }

    static Map<ResourceId, Observation<BackupVaultLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<BackupVaultLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(BackupVaults.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                list(scope).stream()
                        .filter(vault -> arns.contains(vault.arn()))
                        .forEach(vault -> surplus.put(id, Observation.present(vault)));
            }
        });
        return surplus;
    }

    static Outcome create(Scope scope, Declared<BackupVaultSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(BackupClient.class)
                        .createBackupVault(r -> r.backupVaultName(wanted.spec().name())
                                .creatorRequestId(attempt.token())
                                .backupVaultTags(Ownership.tags(scope, wanted)));
            } catch (SdkException failure) {
                // A retry whose first reply was lost: the name is the identity, and the next look says whose it is.
                if (!AwsFailures.is(failure, "AlreadyExistsException")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    static Outcome delete(Scope scope, ResourceId id, BackupVaultLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(BackupClient.class).deleteBackupVault(r -> r.backupVaultName(live.name()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, "ResourceNotFoundException")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static List<BackupVaultLive> list(Scope scope) {
        return scope.once(
                        Listing.class,
                        Listing.class,
                        () -> new Listing(
                                scope
                                        .client(BackupClient.class)
                                        .listBackupVaultsPaginator(r -> r.maxResults(PAGE))
                                        .stream()
                                        .flatMap(page -> page.backupVaultList().stream())
                                        .map(BackupVaultAws::read)
                                        .toList()))
                .all();
    }

    private static BackupVaultLive read(BackupVaultListMember one) {
        Long points = one.numberOfRecoveryPoints();
        return new BackupVaultLive(one.backupVaultName(), one.backupVaultArn(), points == null ? 0 : points);
    }
}
