package io.kinexus.operator.sandbox.traffic;

import io.kinexus.operator.sandbox.cloudwatch.Distribution;
import io.kinexus.operator.sandbox.ecs.ImageBehaviour;
import java.time.Duration;

/** How a task answers requests, by what its image does: the contract's table. */
final class Answers {
    /** Median 40 ms, 99th percentile 200 ms; in seconds, as ELB measures. */
    static final Distribution USUAL = Distribution.logNormal(0.04, 0.692);

    static final Distribution SLOW = Distribution.logNormal(0.6, 0.692);

    private static final Duration LATE_AFTER = Duration.ofMinutes(8);
    private static final double FEW = 0.001;
    private static final double MANY = 0.2;

    private Answers() {}

    /**
     * The share of requests that are answered 5xx.
     *
     * @param alone how long this task definition has taken all traffic of its service
     */
    static double errorRate(ImageBehaviour behaviour, Duration alone) {
        return switch (behaviour) {
            case ERRORS -> MANY;
            case UNHEALTHY -> 1;
            case LATE -> alone.compareTo(LATE_AFTER) >= 0 ? MANY : FEW;
            default -> FEW;
        };
    }

    static boolean slow(ImageBehaviour behaviour) {
        return behaviour == ImageBehaviour.SLOW;
    }
}
