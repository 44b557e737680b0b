package io.kinexus.operator.kind.backupplan;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a plan is to us: its table, its calls, its permissions. Pure. */
final class BackupPlans {
    static final KindName NAME = new KindName("backup-plan");
    /** A thousand a page, without rules; a version never changes, so each is read once. */
    static final Floor FLOOR = new Floor(1000, 1);

    private static final String ANY = "arn:aws:backup:${region}:${account}:backup-plan:*";

    static final Fields<BackupPlanSpec, BackupPlanLive> FIELDS = Fields.<BackupPlanSpec, BackupPlanLive>table()
            .row(field("backupPlan.rules", BackupPlanSpec::rules, BackupPlanLive::rules)
                    .matching(Match.<List<BackupPlanSpec.Rule>>unordered())
                    .showing(BackupPlans::text))
            .row(Field.<BackupPlanSpec, BackupPlanLive, List<String>>field(
                            "backupPlan.rules.others", spec -> List.<String>of(), BackupPlanLive::others)
                    .showing(others -> others.isEmpty() ? "snapshots alone" : String.join(", ", others)))
            .unmanaged("backupPlan.backupPlanName", "its identity")
            .unmanaged("backupPlan.advancedBackupSettings", "of Windows on EC2, which is not declared")
            .unmanaged("backupPlan.scanSettings", "scans for malware are not declared yet")
            .unmanaged("backupPlanId", "its identity, which AWS gives")
            .unmanaged("backupPlanTags", "compared and written for all kinds alike, from the ownership sweep")
            .unmanaged("creatorRequestId", "the intent's own token")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("backup:ListBackupPlans", "it lists all plans of the account"),
            Permission.on("backup:GetBackupPlan", ANY).because("AWS chooses a plan's id"),
            Permission.on("backup:CreateBackupPlan", ANY).because("AWS chooses a plan's id"),
            Permission.on("backup:TagResource", ANY).because("AWS chooses a plan's id"),
            Permission.on("backup:ListTags", ANY).because("AWS chooses a plan's id"),
            Ownership.only(Permission.on("backup:UpdateBackupPlan", ANY)),
            Ownership.only(Permission.on("backup:DeleteBackupPlan", ANY)),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private BackupPlans() {}

    static Map<String, String> outputs(BackupPlanLive live) {
        return Map.of("arn", live.arn(), "id", live.id(), "name", live.name());
    }

    private static String text(List<BackupPlanSpec.Rule> rules) {
        return rules.stream()
                .map(rule -> rule.name() + ": " + rule.schedule() + " in " + rule.timeZone() + " into " + rule.vault()
                        + ", kept " + rule.deleteAfterDays() + " days, begun within " + rule.startWithin()
                        + " minutes, ended within " + rule.completeWithin())
                .sorted()
                .collect(Collectors.joining("; ", "[", "]"));
    }
}
