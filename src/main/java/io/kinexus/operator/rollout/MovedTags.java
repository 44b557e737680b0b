package io.kinexus.operator.rollout;

import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Quarantine;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.Rollouts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A revision is its image's digest too: a tag that was pushed again since it was taken back is another revision, and its
 * quarantine is lifted.
 */
final class MovedTags {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(60);

    private final Rollouts rollouts;
    private final Senses senses;
    private final Lease lease;
    private Instant looked = Instant.MIN;

    MovedTags(Rollouts rollouts, Senses senses, Lease lease) {
        this.rollouts = rollouts;
        this.senses = senses;
        this.lease = lease;
    }

    boolean due(Instant now) {
        return looked.equals(Instant.MIN) || !now.isBefore(looked.plus(BETWEEN_LOOKS));
    }

    /** @return whether a revision may be tried again now */
    boolean lift(Scope scope, Instant now) {
        looked = now;
        return rollouts.quarantines(lease.environment()).values().stream()
                        .filter(one -> rollouts.find(one.rollout())
                                .filter(rollout -> lifted(scope, one, rollout, now))
                                .isPresent())
                        .count()
                > 0;
    }

    private boolean lifted(Scope scope, Quarantine quarantine, Rollout rollout, Instant now) {
        Optional<String> before = rollout.subject().digest();
        Optional<String> digest = before.isPresent() ? senses.digest(scope, rollout) : Optional.empty();
        boolean moved = digest.isPresent() && !digest.equals(before) && rollouts.release(quarantine.service());
        if (moved) {
            rollouts.put(
                    lease,
                    rollout.saying(
                            "its image's tag stands for another image by now, " + digest.get() + ": tried again", now));
        }
        return moved;
    }
}
