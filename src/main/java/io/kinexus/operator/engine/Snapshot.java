package io.kinexus.operator.engine;

import io.kinexus.operator.core.environment.Mode;
import io.kinexus.operator.core.health.Recoverable;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one environment after its last turn: what status shows.
 *
 * @param plan what a plan made now would say; empty while the files are broken or nothing was seen yet
 * @param sync {@code InSync OutOfSync Unknown}
 * @param health the first of {@code Degraded HeldBack Progressing Suspended Unknown Healthy} that applies
 * @param evidence why the health is what it is
 * @param recoverable how data could be brought back, of what a plan backs up
 */
public record Snapshot(
        String environment,
        Mode mode,
        String commit,
        String sync,
        String health,
        List<String> evidence,
        Optional<Instant> observedAt,
        Optional<Plan> plan,
        Run lastRun,
        List<Recoverable> recoverable) {
    public Snapshot {
        evidence = List.copyOf(evidence);
        recoverable = List.copyOf(recoverable);
    }

    /** Where nothing is backed up. */
    public Snapshot(
            String environment,
            Mode mode,
            String commit,
            String sync,
            String health,
            List<String> evidence,
            Optional<Instant> observedAt,
            Optional<Plan> plan,
            Run lastRun) {
        this(environment, mode, commit, sync, health, evidence, observedAt, plan, lastRun, List.of());
    }
}
