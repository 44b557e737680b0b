package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.policy.Policy;
import java.util.Optional;

/**
 * The tasks that run beside those that are there, at most: a whole second set where traffic moves between two target groups,
 * even for a canary of five percent, and up to the maximum percent in a rolling deployment.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html">Blue/green
 *     deployments</a>
 */
record Overlap(int tasks) {
    private static final int FULL = 100;

    /** @param service empty when it is not there yet: then the first tasks are all that comes */
    static Overlap of(Policy policy, Optional<ServicesAws.Found> service) {
        int declared = policy.contents().count();
        if (service.isEmpty()) {
            return new Overlap(declared);
        }
        int wanted = Math.max(declared, service.get().desired());
        boolean two = policy.strategy() != Policy.Strategy.ROLLING;
        return new Overlap(
                two
                        ? wanted
                        : Math.max(
                                0,
                                wanted * service.get().maximumPercent() / FULL
                                        - service.get().running()));
    }
}
