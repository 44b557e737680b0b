package io.kinexus.operator.blueprint.backupplan;

import io.kinexus.operator.blueprint.Declaration;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Refers;
import io.kinexus.operator.blueprint.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A backup plan. */
@Doc("When resources are backed up, and how fast and how fresh a restore has to be.")
public record BackupPlanDeclaration(
        @Doc("What a restore has to keep to.") Optional<Objectives> objectives,

        @Doc("When backups begin.") @Schedule(Schedule.Dialect.AWS)
        String schedule,

        @Doc("Whose clock the schedule means, such as Europe/Berlin; UTC when left out.")
        Optional<String> timeZone,

        @Doc("How long a backup is kept, in whole days.") @Range(min = 86400, max = 3153600000.0)
        Duration retention,

        @Doc("What is backed up.")
        @Refers(
                value = {"database", "table", "bucket"},
                qualified = true)
        @Range(min = 1, max = 50)
        List<String> resources)
        implements Declaration {

    /** Recovery objectives. */
    public record Objectives(
            @Doc("The longest that a restore may take.") @Range(min = 60)
            Optional<Duration> rto,

            @Doc("The oldest that restored data may be.") @Range(min = 60)
            Optional<Duration> rpo) {}
}
