package io.kinexus.operator.kind.backupplan;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;
import java.util.List;

/**
 * What a plan's recovery points are billed for: the first holds everything, the others what has changed since.
 *
 * @see <a href="https://aws.amazon.com/backup/pricing/">AWS Backup pricing</a>
 */
final class BackupPlanUsage {
    /** Of the data, by day. */
    private static final double CHANGES = 0.02;

    private static final double LEAST = 5;
    private static final double USUAL = 50;
    private static final double MOST = 500;

    private BackupPlanUsage() {}

    static Usage of(List<BackupPlanSpec.Rule> rules) {
        int days = rules.stream()
                .mapToInt(BackupPlanSpec.Rule::deleteAfterDays)
                .max()
                .orElse(0);
        if (days == 0) {
            return Usage.NONE;
        }
        double copies = 1 + CHANGES * days;
        return Usage.billed(Metered.assumed(
                "AWS Backup/RDS snapshot warm storage",
                LEAST * copies,
                USUAL * copies,
                MOST * copies,
                "a database of 50 GB of which 2 % change every day, kept for " + days + " days"));
    }
}
