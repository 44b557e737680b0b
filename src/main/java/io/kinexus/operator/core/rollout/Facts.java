package io.kinexus.operator.core.rollout;

import java.time.Instant;
import java.util.Optional;

/**
 * All that is known at one moment.
 *
 * @param verified empty until checked
 * @param migration empty until the task has ended
 * @param test empty until the task has ended
 * @param good whether there is a revision to go back to
 * @param astray whether new tasks of that revision would read other secrets than it ran with, and need not; asked once
 *     ECS has rolled back to it by itself
 */
public record Facts(
        Instant now,
        Optional<Wish> wish,
        Optional<Verification> verified,
        Optional<Ended> migration,
        Optional<Ended> test,
        Deployment deployment,
        Health health,
        boolean good,
        boolean astray) {
    /** Where the good revision reads what it ran with. */
    public Facts(
            Instant now,
            Optional<Wish> wish,
            Optional<Verification> verified,
            Optional<Ended> migration,
            Optional<Ended> test,
            Deployment deployment,
            Health health,
            boolean good) {
        this(now, wish, verified, migration, test, deployment, health, good, false);
    }
}
