package io.kinexus.operator.kind.backupplan;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.backup.model.BackupPlanInput;
import software.amazon.awssdk.services.backup.model.BackupPlansListMember;
import software.amazon.awssdk.services.backup.model.BackupRule;
import software.amazon.awssdk.services.backup.model.BackupRuleInput;
import software.amazon.awssdk.services.backup.model.GetBackupPlanResponse;
import software.amazon.awssdk.services.backup.model.Lifecycle;

/**
 * The calls. AWS gives a plan its id and lets names repeat, so ours is found by name and tags; one that is not ours under the
 * same name is shown as somebody else's. A plan that was deleted can still be read, so only the listing says what is there.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_ListBackupPlans.html">ListBackupPlans</a>
 */
final class BackupPlanAws {
    private static final int PAGE = 1000;
    private static final Duration SELECTIONS = Duration.ofSeconds(15);

    private BackupPlanAws() {}

    private record Listing(List<BackupPlansListMember> all) {}

    static Map<ResourceId, Observation<BackupPlanLive>> observe(
            Scope scope, Collection<Declared<BackupPlanSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            List<BackupPlansListMember> listed = list(scope);
            Map<ResourceId, Observation<BackupPlanLive>> seen = new LinkedHashMap<>();
            for (Declared<BackupPlanSpec> one : all) {
                List<BackupPlansListMember> named = listed.stream()
                        .filter(plan -> plan.backupPlanName().equals(one.spec().name()))
                        .toList();
                Optional<BackupPlansListMember> ours = named.stream()
                        .filter(plan -> ours(scope, one.id(), plan))
                        .findFirst();
                ours.or(() -> named.stream().findFirst())
                        .ifPresent(plan -> seen.put(
                                one.id(), new Observation.Present<>(read(scope, plan), true, ours.isPresent())));
            }
            return seen;
        });
    }

    private static boolean ours(Scope scope, ResourceId id, BackupPlansListMember plan) {
        return Ownership.ours(scope, id, plan.backupPlanArn(), () -> scope.client(BackupClient.class)
                .listTags(r -> r.resourceArn(plan.backupPlanArn()))
                .tags());
    }

    static Map<ResourceId, Observation<BackupPlanLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<BackupPlanLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(BackupPlans.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                list(scope).stream()
                        .filter(plan -> arns.contains(plan.backupPlanArn()))
                        .forEach(plan -> surplus.put(id, Observation.present(read(scope, plan))));
            }
        });
        return surplus;
    }

    static Outcome create(Scope scope, Declared<BackupPlanSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            boolean there = scope.client(BackupClient.class).listBackupPlansPaginator(r -> r.maxResults(PAGE)).stream()
                    .flatMap(page -> page.backupPlansList().stream())
                    .anyMatch(plan ->
                            plan.backupPlanName().equals(wanted.spec().name()) && ours(scope, wanted.id(), plan));
            if (!there) {
                make(scope, wanted, attempt);
            }
            return Outcome.done();
        });
    }

    private static void make(Scope scope, Declared<BackupPlanSpec> wanted, Attempt attempt) {
        try {
            scope.client(BackupClient.class).createBackupPlan(r -> r.backupPlan(input(wanted.spec()))
                    .creatorRequestId(attempt.token())
                    .backupPlanTags(Ownership.tags(scope, wanted)));
        } catch (SdkException failure) {
            // The same document under the same name: the next look says whose it is.
            if (!AwsFailures.is(failure, "AlreadyExistsException")) {
                throw failure;
            }
        }
    }

    static Outcome update(
            Scope scope,
            Declared<BackupPlanSpec> wanted,
            BackupPlanLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return AwsFailures.attempt(() -> {
            scope.client(BackupClient.class)
                    .updateBackupPlan(r -> r.backupPlanId(live.id()).backupPlan(input(wanted.spec())));
            return Outcome.done();
        });
    }

    /** Recovery points stay in their vault: a plan only says when more are made. */
    static Outcome delete(Scope scope, ResourceId id, BackupPlanLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(BackupClient.class).deleteBackupPlan(r -> r.backupPlanId(live.id()));
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, "InvalidRequestException")) {
                    return Outcome.waiting("selections of backup plan " + live.name() + " to be removed", SELECTIONS);
                }
                if (!AwsFailures.is(failure, "ResourceNotFoundException")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static BackupPlanInput input(BackupPlanSpec spec) {
        return BackupPlanInput.builder()
                .backupPlanName(spec.name())
                .rules(spec.rules().stream()
                        .map(rule -> BackupRuleInput.builder()
                                .ruleName(rule.name())
                                .targetBackupVaultName(rule.vault())
                                .scheduleExpression(rule.schedule())
                                .scheduleExpressionTimezone(rule.timeZone())
                                .startWindowMinutes((long) rule.startWithin())
                                .completionWindowMinutes((long) rule.completeWithin())
                                .enableContinuousBackup(false)
                                .lifecycle(Lifecycle.builder()
                                        .deleteAfterDays((long) rule.deleteAfterDays())
                                        .build())
                                .build())
                        .toList())
                .build();
    }

    private static List<BackupPlansListMember> list(Scope scope) {
        return scope.once(
                        Listing.class,
                        Listing.class,
                        () -> new Listing(
                                scope
                                        .client(BackupClient.class)
                                        .listBackupPlansPaginator(r -> r.maxResults(PAGE))
                                        .stream()
                                        .flatMap(page -> page.backupPlansList().stream())
                                        .toList()))
                .all();
    }

    /** A version is read once: every change makes another. */
    private static BackupPlanLive read(Scope scope, BackupPlansListMember plan) {
        return scope.keep(plan.backupPlanArn() + "@" + plan.versionId(), BackupPlanLive.class, () -> {
            GetBackupPlanResponse all =
                    scope.client(BackupClient.class).getBackupPlan(r -> r.backupPlanId(plan.backupPlanId()));
            return new BackupPlanLive(
                    all.backupPlanId(),
                    all.backupPlanArn(),
                    all.backupPlan().backupPlanName(),
                    all.versionId(),
                    all.backupPlan().rules().stream().map(BackupPlanAws::read).toList(),
                    all.backupPlan().rules().stream()
                            .flatMap(rule -> others(rule).stream())
                            .toList());
        });
    }

    private static BackupPlanSpec.Rule read(BackupRule rule) {
        return new BackupPlanSpec.Rule(
                rule.ruleName(),
                rule.targetBackupVaultName(),
                Optional.ofNullable(rule.scheduleExpression()).orElse(""),
                Optional.ofNullable(rule.scheduleExpressionTimezone()).orElse("Etc/UTC"),
                number(rule.startWindowMinutes()),
                number(rule.completionWindowMinutes()),
                rule.lifecycle() == null ? 0 : number(rule.lifecycle().deleteAfterDays()));
    }

    private static List<String> others(BackupRule rule) {
        List<String> others = new ArrayList<>();
        if (Boolean.TRUE.equals(rule.enableContinuousBackup())) {
            others.add(rule.ruleName() + " backs up continuously");
        }
        if (!rule.copyActions().isEmpty()) {
            others.add(rule.ruleName() + " copies elsewhere");
        }
        if (rule.lifecycle() != null && rule.lifecycle().moveToColdStorageAfterDays() != null) {
            others.add(rule.ruleName() + " moves to cold storage");
        }
        return others;
    }

    private static int number(@Nullable Long value) {
        return value == null ? 0 : value.intValue();
    }
}
