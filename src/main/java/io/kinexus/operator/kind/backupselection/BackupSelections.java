package io.kinexus.operator.kind.backupselection;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a selection is to us: its table, its calls, its permissions. Pure. */
final class BackupSelections {
    static final KindName NAME = new KindName("backup-selection");
    /** The listing of its plan, itself, and the tags of its vault; what is protected comes with one listing for all. */
    static final Floor FLOOR = new Floor(1000, 3);

    private static final String ANY = "arn:aws:backup:${region}:${account}:backup-plan:*";
    private static final String PLAN = "AWS chooses a plan's id, and a selection is addressed by its plan";

    static final Fields<BackupSelectionSpec, BackupSelectionLive> FIELDS =
            Fields.<BackupSelectionSpec, BackupSelectionLive>table()
                    .row(Field.<BackupSelectionSpec, BackupSelectionLive, Set<String>>field(
                                    "backupSelection.resources",
                                    spec -> new TreeSet<>(arns(spec)),
                                    live -> new TreeSet<>(live.resources()))
                            .effect(Effect.REPLACE))
                    .row(field("backupSelection.iamRoleArn", BackupSelectionSpec::role, BackupSelectionLive::role)
                            .effect(Effect.REPLACE))
                    .row(Field.<BackupSelectionSpec, BackupSelectionLive, List<String>>field(
                                    "backupSelection.conditions", spec -> List.of(), BackupSelectionLive::others)
                            .showing(others -> others.isEmpty() ? "none" : String.join(", ", others))
                            .effect(Effect.REPLACE))
                    .unmanaged("backupSelection.selectionName", "its identity")
                    .unmanaged("backupSelection.listOfTags", "compared with backupSelection.conditions")
                    .unmanaged("backupSelection.notResources", "compared with backupSelection.conditions")
                    .unmanaged("backupPlanId", "its identity")
                    .unmanaged("creatorRequestId", "the intent's own token")
                    .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("backup:ListBackupSelections", ANY).because(PLAN),
            Permission.on("backup:GetBackupSelection", ANY).because(PLAN),
            Permission.on("backup:CreateBackupSelection", ANY).because(PLAN),
            Permission.on("backup:DeleteBackupSelection", ANY).because(PLAN),
            Permission.anywhere("backup:ListProtectedResources", "it lists whatever the account protects"),
            Permission.on("backup:ListTags", "arn:aws:backup:${region}:${account}:backup-vault:*")
                    .because("a vault remembers how long restores took"),
            Permission.on("backup:TagResource", "arn:aws:backup:${region}:${account}:backup-vault:*")
                    .because("a vault remembers how long restores took"),
            Permission.on("rds:DescribeDBInstances", "arn:aws:rds:${region}:${account}:db:*")
                    .because("all are listed: how far each can be restored"),
            Permission.on("iam:PassRole", "arn:aws:iam::${account}:role/kinexus/${environment}/*")
                    .when("StringEquals", "iam:PassedToService", "backup.amazonaws.com"),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private BackupSelections() {}

    static Set<String> arns(BackupSelectionSpec spec) {
        return spec.sources().stream().map(BackupSelectionSpec.Source::arn).collect(Collectors.toSet());
    }

    /** A selection has no ARN: it is addressed by its plan and its id. */
    static Map<String, String> outputs(BackupSelectionLive live) {
        return Map.of("id", live.id());
    }
}
