package io.kinexus.operator.core.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a rollout keeps in mind from state to state.
 *
 * @param begun the deadline is counted from here
 * @param sent the ARN of its service deployment, once one was seen
 * @param left the ARN of the deployment of an earlier attempt of the same rollout, which tells nothing about this one
 * @param waived a person has decided to go on although there was no verdict, or no way back
 * @param migrated the migration has run and passed
 */
public record Course(Instant begun, Optional<String> sent, Optional<String> left, boolean waived, boolean migrated) {

    static Course of(Order order) {
        return new Course(order.notBefore(), Optional.empty(), Optional.empty(), false, false);
    }

    Course migration() {
        return new Course(begun, sent, left, waived, true);
    }

    /** ECS has begun. */
    Course seen(Deployment deployment) {
        return sent.isPresent() ? this : leaving(deployment);
    }

    /** That one is taken back: whatever else is shown from here on is the way back. */
    Course leaving(Deployment deployment) {
        return deployment.status() == Deployment.Status.NONE
                ? this
                : new Course(begun, Optional.of(deployment.arn().orElse("")), left, waived, migrated);
    }

    /** From the beginning once more; the migration is not run a second time. */
    Course again(Instant now, boolean waive) {
        return new Course(now, Optional.empty(), sent.or(() -> left), waived || waive, migrated);
    }

    /** On from where it was, with a person's consent. */
    Course consented(Instant now) {
        return new Course(now, sent, left, true, migrated);
    }

    /** What is shown of the deployment that this attempt is about. */
    Deployment ours(Deployment shown) {
        return is(left, shown) ? Deployment.none() : shown;
    }

    /** Whether what is shown is another deployment than the one that is taken back. */
    boolean isAnother(Deployment shown) {
        return shown.status() != Deployment.Status.NONE && !is(sent, shown);
    }

    private static boolean is(Optional<String> known, Deployment shown) {
        return known.filter(shown.arn().orElse("")::equals).isPresent();
    }

    boolean late(Facts facts, Order order) {
        return facts.now().isAfter(begun.plus(order.policy().deadline()));
    }

    Duration passed(Facts facts) {
        return Duration.between(begun, facts.now());
    }
}
