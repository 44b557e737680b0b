package io.kinexus.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.engine.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One environment as its last turn left it: what {@link EnvironmentStatus} says of it, and more.
 *
 * @param rollouts the newest of each service, and what else is not over; newest first
 * @param paused whether a person has paused it
 * @param evidence why its health is what it is
 * @param plan what is still to do; null before anything was seen
 * @param resources everything that is declared or ours
 * @param quarantines what is held back, by service
 * @param recovery how data could be brought back, of what a BackupPlan names
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record EnvironmentDetail(
        String name,
        String mode,
        String commit,
        String sync,
        String health,
        Optional<Instant> observedAt,
        Optional<RunView> lastRun,
        List<RolloutView> rollouts,
        int held,
        boolean paused,
        List<String> evidence,
        Optional<PlanView> plan,
        List<ResourceView> resources,
        List<QuarantineView> quarantines,
        List<RecoveryView> recovery) {
    /** A picture that an earlier version has stored says nothing of recovery. */
    public EnvironmentDetail {
        recovery = Objects.requireNonNullElse(recovery, List.of());
    }

    /** Before the first turn. */
    public static EnvironmentDetail unseen(String name, boolean paused) {
        return new EnvironmentDetail(
                name,
                "observe",
                "",
                "Unknown",
                "Unknown",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                paused,
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    public static EnvironmentDetail of(Snapshot snapshot, boolean paused) {
        List<Step> steps = snapshot.plan().map(Plan::steps).orElse(List.of());
        long held = steps.stream()
                .filter(step -> step.action().writes() && !step.ruling().goes())
                .count();
        return new EnvironmentDetail(
                snapshot.environment(),
                snapshot.mode().name().toLowerCase(Locale.ROOT),
                snapshot.commit(),
                snapshot.sync(),
                snapshot.health(),
                snapshot.observedAt(),
                Optional.of(RunView.of(snapshot.lastRun())),
                List.of(),
                (int) held,
                paused,
                snapshot.evidence(),
                snapshot.plan().map(PlanView::of),
                steps.stream().map(ResourceView::of).toList(),
                List.of(),
                snapshot.recoverable().stream().map(RecoveryView::of).toList());
    }

    /** The same at a glance. */
    @JsonIgnore
    public EnvironmentStatus status() {
        return new EnvironmentStatus(
                name,
                mode,
                commit,
                sync,
                health,
                observedAt,
                lastRun,
                rollouts.stream().map(RolloutView::status).toList(),
                held,
                recovery);
    }

    /** With what can have changed since the last turn: a turn leaves these out. */
    public EnvironmentDetail now(boolean pausedNow, List<RolloutView> rolling, List<QuarantineView> heldBack) {
        return new EnvironmentDetail(
                name,
                mode,
                commit,
                sync,
                health,
                observedAt,
                lastRun,
                rolling,
                held,
                pausedNow,
                evidence,
                plan,
                resources,
                heldBack,
                recovery);
    }
}
