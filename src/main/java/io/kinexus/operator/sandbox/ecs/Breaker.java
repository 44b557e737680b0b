package io.kinexus.operator.sandbox.ecs;

/**
 * The deployment circuit breaker with AWS's default threshold: {@code BOUNDED_PERCENT} of 50, counting failures in a row.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html">Circuit breaker</a>
 */
final class Breaker {
    private static final int LEAST = 3;
    private static final int MOST = 200;
    private static final double SHARE = 0.5;

    private int failures;

    /** It follows the latest desired count, so that scaling in mid-deployment moves it. */
    static int threshold(int desired) {
        return Math.min(MOST, Math.max(LEAST, (int) Math.ceil(SHARE * desired)));
    }

    void failed() {
        failures++;
    }

    /** {@code resetOnHealthyTask}, which is on by default. */
    void healthy() {
        failures = 0;
    }

    boolean tripped(int desired) {
        return failures >= threshold(desired);
    }

    int failures() {
        return failures;
    }
}
