package io.kinexus.operator.rollout.deployment;

import java.util.Optional;

/**
 * What is remembered of a quest between two looks, so that nothing is asked twice; lost with the process, and found again.
 *
 * @param arn of the service deployment, once found; another only when the same contents were sent again after it had ended
 * @param listedAt the service's fingerprint when its deployments were listed last; empty if they were not
 * @param ended as ECS showed it when it had ended: it stays so
 * @param weighed the rule's weights as they were read last
 */
record Trace(Optional<String> arn, String listedAt, Optional<Shown> ended, Optional<Weighed> weighed) {
    static final Trace NONE = new Trace(Optional.empty(), "", Optional.empty(), Optional.empty());

    /** What was read of the rule, and what ECS showed of the deployment at that time. */
    record Weighed(String at, double asked, double percent) {
        private static final double NEAR = 0.5;

        /** The rule is as ECS wants it, and ECS has not moved on since. */
        boolean holds(Shown shown) {
            return at.equals(moment(shown)) && Math.abs(asked - percent) < NEAR;
        }

        static String moment(Shown shown) {
            return shown.status() + " " + shown.stage() + " " + shown.weight();
        }
    }

    /** It, or a newer one of the same contents, about which nothing is known yet. */
    Trace found(String found) {
        boolean same = arn.equals(Optional.of(found));
        return same ? this : new Trace(Optional.of(found), listedAt, Optional.empty(), Optional.empty());
    }

    Trace listed(String fingerprint) {
        return new Trace(arn, fingerprint, ended, weighed);
    }

    Trace seen(Shown shown) {
        return shown.over() ? new Trace(arn, listedAt, Optional.of(shown), weighed) : this;
    }

    Trace weighed(Weighed read) {
        return new Trace(arn, listedAt, ended, Optional.of(read));
    }
}
