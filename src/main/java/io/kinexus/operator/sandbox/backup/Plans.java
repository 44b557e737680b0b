package io.kinexus.operator.sandbox.backup;

import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.applicationautoscaling.AwsSchedule;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.backup.model.BackupPlan;
import software.amazon.awssdk.services.backup.model.BackupPlanInput;
import software.amazon.awssdk.services.backup.model.BackupPlansListMember;
import software.amazon.awssdk.services.backup.model.BackupRule;
import software.amazon.awssdk.services.backup.model.BackupRuleInput;
import software.amazon.awssdk.services.backup.model.CreateBackupPlanRequest;
import software.amazon.awssdk.services.backup.model.CreateBackupPlanResponse;
import software.amazon.awssdk.services.backup.model.DeleteBackupPlanRequest;
import software.amazon.awssdk.services.backup.model.DeleteBackupPlanResponse;
import software.amazon.awssdk.services.backup.model.GetBackupPlanRequest;
import software.amazon.awssdk.services.backup.model.GetBackupPlanResponse;
import software.amazon.awssdk.services.backup.model.Lifecycle;
import software.amazon.awssdk.services.backup.model.ListBackupPlansRequest;
import software.amazon.awssdk.services.backup.model.ListBackupPlansResponse;
import software.amazon.awssdk.services.backup.model.UpdateBackupPlanRequest;
import software.amazon.awssdk.services.backup.model.UpdateBackupPlanResponse;

/**
 * Plans: every update is a new version of the same id, and the rules of the newest fire by their schedules.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupPlan.html">CreateBackupPlan</a>
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html">BackupRuleInput</a>
 */
final class Plans {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,50}");
    private static final long START_WITHIN = 480;
    private static final long COMPLETE_WITHIN = 10_080;
    private static final long LEAST_WINDOW = 60;
    private static final int COLD_AT_LEAST = 90;
    private static final int MOST_CONTINUOUS = 35;
    private static final int VERSION = 48;

    private final Backups all;
    private final BackupJobs jobs;

    Plans(Backups all, BackupJobs jobs) {
        this.all = all;
        this.jobs = jobs;
    }

    void install(Handlers handlers) {
        handlers.on(CreateBackupPlanRequest.class, this::create);
        handlers.on(UpdateBackupPlanRequest.class, this::update);
        handlers.on(GetBackupPlanRequest.class, this::get);
        handlers.on(ListBackupPlansRequest.class, this::list);
        handlers.on(DeleteBackupPlanRequest.class, this::delete);
    }

    private CreateBackupPlanResponse create(CreateBackupPlanRequest request) {
        BackupPlanInput written = checked(request.backupPlan());
        Optional<String> creator = Optional.ofNullable(request.creatorRequestId());
        Optional<Plan> same = all.plans.values().stream()
                .filter(plan -> creator.isPresent() && creator.equals(plan.creator))
                .findFirst();
        if (same.isEmpty() && all.plans.values().stream().anyMatch(plan -> plan.written.equals(written))) {
            throw Backups.taken("Backup plan with the same plan document already exists");
        }
        Plan plan = same.orElseGet(() -> {
            String id = all.account.dice().uuid();
            Plan fresh = new Plan(
                    id, all.account.arn("backup", "backup-plan:" + id), all.account.now(), creator, written, version());
            all.plans.put(id, fresh);
            all.tags().put(fresh.arn, request.backupPlanTags());
            schedule(fresh);
            return fresh;
        });
        return CreateBackupPlanResponse.builder()
                .backupPlanId(plan.id)
                .backupPlanArn(plan.arn)
                .creationDate(plan.created)
                .versionId(plan.version)
                .build();
    }

    private String version() {
        return all.account.dice().hex(VERSION);
    }

    private UpdateBackupPlanResponse update(UpdateBackupPlanRequest request) {
        Plan plan = all.plan(request.backupPlanId());
        plan.written = checked(request.backupPlan());
        plan.version = version();
        schedule(plan);
        return UpdateBackupPlanResponse.builder()
                .backupPlanId(plan.id)
                .backupPlanArn(plan.arn)
                .creationDate(all.account.now())
                .versionId(plan.version)
                .build();
    }

    private BackupPlanInput checked(BackupPlanInput plan) {
        String name = Backups.required(plan == null ? null : plan.backupPlanName(), "BackupPlanName");
        if (!NAME.matcher(name).matches()) {
            throw Backups.invalid("Invalid backup plan name " + name);
        }
        if (plan.rules().isEmpty()) {
            throw Backups.invalid("A backup plan needs at least one rule");
        }
        plan.rules().forEach(this::check);
        return plan;
    }

    private void check(BackupRuleInput rule) {
        Backups.required(rule.ruleName(), "RuleName");
        all.vault(rule.targetBackupVaultName());
        if (rule.scheduleExpression() != null) {
            parsed(rule);
        }
        long start = Optional.ofNullable(rule.startWindowMinutes()).orElse(START_WITHIN);
        long complete = Optional.ofNullable(rule.completionWindowMinutes()).orElse(COMPLETE_WITHIN);
        if (start < LEAST_WINDOW || complete < start + LEAST_WINDOW) {
            throw Backups.invalid(
                    "Completion window must be at least 60 minutes greater than start window, which must be"
                            + " at least 60 minutes");
        }
        Lifecycle life = rule.lifecycle();
        boolean continuous = Boolean.TRUE.equals(rule.enableContinuousBackup());
        if (life != null && life.deleteAfterDays() != null) {
            Long cold = life.moveToColdStorageAfterDays();
            if (cold != null && life.deleteAfterDays() < cold + COLD_AT_LEAST) {
                throw Backups.invalid("Invalid lifecycle. DeleteAfterDays cannot be less than 90 days apart from"
                        + " MoveToColdStorageAfterDays");
            }
            if (continuous && life.deleteAfterDays() > MOST_CONTINUOUS) {
                throw Backups.invalid("Invalid lifecycle. Continuous backups are kept for 1 to 35 days");
            }
        }
    }

    private AwsSchedule parsed(BackupRuleInput rule) {
        try {
            ZoneId zone = ZoneId.of(
                    Optional.ofNullable(rule.scheduleExpressionTimezone()).orElse("Etc/UTC"));
            return AwsSchedule.parse(rule.scheduleExpression(), zone, all.account.now());
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw Backups.invalid("Cron expression is invalid: " + wrong.getMessage());
        }
    }

    private void schedule(Plan plan) {
        String version = plan.version;
        plan.written.rules().stream()
                .filter(rule -> rule.scheduleExpression() != null)
                .forEach(rule -> next(plan, version, rule, parsed(rule)));
    }

    private void next(Plan plan, String version, BackupRuleInput rule, AwsSchedule times) {
        Instant now = all.account.now();
        times.next(now).ifPresent(at -> all.account.clock().after(Duration.between(now, at), () -> {
            if (all.plans.get(plan.id) == plan && plan.version.equals(version)) {
                jobs.run(plan, rule);
                next(plan, version, rule, times);
            }
        }));
    }

    private GetBackupPlanResponse get(GetBackupPlanRequest request) {
        Plan plan = all.plan(request.backupPlanId());
        return GetBackupPlanResponse.builder()
                .backupPlan(BackupPlan.builder()
                        .backupPlanName(plan.written.backupPlanName())
                        .rules(plan.written.rules().stream()
                                .map(rule -> shown(plan, rule))
                                .toList())
                        .advancedBackupSettings(plan.written.advancedBackupSettings())
                        .build())
                .backupPlanId(plan.id)
                .backupPlanArn(plan.arn)
                .versionId(plan.version)
                .creatorRequestId(plan.creator.orElse(null))
                .creationDate(plan.created)
                .lastExecutionDate(plan.ran.orElse(null))
                .build();
    }

    /** With what AWS fills in. */
    private static BackupRule shown(Plan plan, BackupRuleInput rule) {
        return BackupRule.builder()
                .ruleName(rule.ruleName())
                .ruleId(UUID.nameUUIDFromBytes((plan.id + rule.ruleName()).getBytes(StandardCharsets.UTF_8))
                        .toString())
                .targetBackupVaultName(rule.targetBackupVaultName())
                .scheduleExpression(
                        Optional.ofNullable(rule.scheduleExpression()).orElse("cron(0 5 ? * * *)"))
                .scheduleExpressionTimezone(
                        Optional.ofNullable(rule.scheduleExpressionTimezone()).orElse("Etc/UTC"))
                .startWindowMinutes(
                        Optional.ofNullable(rule.startWindowMinutes()).orElse(START_WITHIN))
                .completionWindowMinutes(
                        Optional.ofNullable(rule.completionWindowMinutes()).orElse(COMPLETE_WITHIN))
                .lifecycle(rule.lifecycle())
                .recoveryPointTags(rule.recoveryPointTags())
                .copyActions(rule.copyActions())
                .enableContinuousBackup(Boolean.TRUE.equals(rule.enableContinuousBackup()))
                .build();
    }

    private ListBackupPlansResponse list(ListBackupPlansRequest request) {
        Pages.Page<Plan> page = Backups.page(all.plans.values(), request.maxResults(), request.nextToken());
        List<BackupPlansListMember> shown = page.items().stream()
                .map(plan -> BackupPlansListMember.builder()
                        .backupPlanId(plan.id)
                        .backupPlanArn(plan.arn)
                        .backupPlanName(plan.written.backupPlanName())
                        .versionId(plan.version)
                        .creatorRequestId(plan.creator.orElse(null))
                        .creationDate(plan.created)
                        .lastExecutionDate(plan.ran.orElse(null))
                        .build())
                .toList();
        return ListBackupPlansResponse.builder()
                .backupPlansList(shown)
                .nextToken(page.next())
                .build();
    }

    private DeleteBackupPlanResponse delete(DeleteBackupPlanRequest request) {
        Plan plan = all.plan(request.backupPlanId());
        if (!plan.selections.isEmpty()) {
            throw Backups.refused("Related backup plan selections must be deleted prior to backup plan deletion");
        }
        all.plans.remove(plan.id);
        all.tags().forget(plan.arn);
        return DeleteBackupPlanResponse.builder()
                .backupPlanId(plan.id)
                .backupPlanArn(plan.arn)
                .deletionDate(all.account.now())
                .versionId(plan.version)
                .build();
    }
}
