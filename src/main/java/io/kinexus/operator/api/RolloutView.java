package io.kinexus.operator.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.kinexus.operator.core.rollout.Quarantine;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.Shifting;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One rollout with how it got where it is.
 *
 * @param service its name, as the command line takes it
 * @param revision 64 hex digits
 * @param reason what it was begun for
 * @param state {@code Pending Verifying Migrating Deploying Shifting Baking Watching Succeeded RollingBack RolledBack
 *     RollbackFailed Held Superseded NoBaseline}
 * @param because why it is in this state
 * @param since when it came into this state
 * @param over whether nothing happens any more by itself
 * @param percent of production traffic on the new revision; null where that is not known
 * @param strategy {@code rolling blue-green canary linear}
 * @param quarantined whether its revision is held back because of it
 * @param history oldest first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RolloutView(
        String id,
        String environment,
        String service,
        String revision,
        String commit,
        String reason,
        String state,
        String because,
        Instant startedAt,
        Instant since,
        boolean over,
        Optional<Double> percent,
        String strategy,
        boolean quarantined,
        List<Rollout.Moment> history) {
    private static final double ALL = 100;

    /** @param held what is held back of the same service */
    public static RolloutView of(Rollout rollout, Optional<Quarantine> held) {
        var order = rollout.order();
        return new RolloutView(
                rollout.id(),
                order.service().environment(),
                order.service().name(),
                order.revision(),
                order.commit(),
                order.reason(),
                rollout.state().word(),
                rollout.state().because(),
                order.at(),
                since(rollout),
                rollout.state().over(),
                percent(rollout),
                order.policy().strategy().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                held.filter(one -> one.rollout().equals(rollout.id())).isPresent(),
                rollout.history());
    }

    /** While traffic moves, of the step that was last seen; a rolling deployment has none. */
    private static Optional<Double> percent(Rollout rollout) {
        return switch (rollout.state().word()) {
            case "Pending", "Verifying", "Migrating", "RolledBack" -> Optional.of(0.0);
            case "Shifting" ->
                rollout.state() instanceof Shifting shifting ? share(rollout, shifting) : Optional.empty();
            case "Baking", "Watching", "Succeeded" -> Optional.of(ALL);
            default -> Optional.empty();
        };
    }

    private static Optional<Double> share(Rollout rollout, Shifting shifting) {
        return rollout.order().policy().steps().stream().skip(shifting.step()).findFirst();
    }

    /** The first of the last moments that are all of this state: more may have been said since. */
    private static Instant since(Rollout rollout) {
        Instant since = rollout.order().at();
        String before = "";
        for (Rollout.Moment moment : rollout.history()) {
            since = moment.state().equals(before) ? since : moment.at();
            before = moment.state();
        }
        return since;
    }

    /** The same at a glance. */
    @JsonIgnore
    public RolloutStatus status() {
        return new RolloutStatus(
                id, service, revision, commit, state, because, startedAt, since, over, percent, quarantined);
    }
}
