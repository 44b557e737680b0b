package io.kinexus.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One environment at a glance.
 *
 * @param mode {@code enforce observe}
 * @param sync {@code InSync OutOfSync Unknown}
 * @param health {@code Degraded HeldBack Progressing Suspended Unknown Healthy}
 * @param lastRun null until the first turn
 * @param rollouts the newest of each service, and what else is not over; newest first
 * @param held how many steps a gate holds
 * @param recovery how data could be brought back, of what a BackupPlan names; left out where none does
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record EnvironmentStatus(
        String name,
        String mode,
        String commit,
        String sync,
        String health,
        Optional<Instant> observedAt,
        Optional<RunView> lastRun,
        List<RolloutStatus> rollouts,
        int held,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RecoveryView> recovery) {}
