package io.kinexus.operator.kind.backupplan;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;

/**
 * One plan. Its rules make snapshots, never continuous backups: those would take the backup window and the retention of a
 * database away from its own declaration.
 *
 * @param name 1 to 50 letters, digits, hyphens, underscores and dots
 */
public record BackupPlanSpec(String name, List<Rule> rules) implements Spec {
    public BackupPlanSpec {
        rules = List.copyOf(rules);
    }

    /**
     * When one kind of recovery point is made.
     *
     * @param schedule AWS's {@code cron(...)}; AWS Backup takes no rate
     * @param timeZone as the IANA database names it
     * @param startWithin minutes after which a job that has not begun is given up; at least 60
     * @param completeWithin minutes after which one that has not ended is; at least 60 more
     * @param deleteAfterDays how long a recovery point is kept
     */
    public record Rule(
            String name,
            String vault,
            String schedule,
            String timeZone,
            int startWithin,
            int completeWithin,
            int deleteAfterDays) {}
}
