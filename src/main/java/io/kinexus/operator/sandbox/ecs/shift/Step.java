package io.kinexus.operator.sandbox.ecs.shift;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;

/**
 * One step of a deployment that shifts traffic; a canary or linear deployment has several of the stage
 * {@code PRODUCTION_TRAFFIC_SHIFT}.
 *
 * @param production the new revision's share of production traffic from here on, in percent; empty: as before
 * @param test its share of test traffic from here on, in percent; empty: as before
 * @param hold how long the step lasts at least
 */
public record Step(
        ServiceDeploymentLifecycleStage stage, Optional<Double> production, Optional<Double> test, Duration hold) {
    /** How long AWS takes over a stage in which nothing is waited for: a guess. */
    public static final Duration SHORTEST = Duration.ofSeconds(5);

    static Step plain(ServiceDeploymentLifecycleStage stage) {
        return new Step(stage, Optional.empty(), Optional.empty(), SHORTEST);
    }

    static Step test(double percent) {
        return new Step(
                ServiceDeploymentLifecycleStage.TEST_TRAFFIC_SHIFT, Optional.empty(), Optional.of(percent), SHORTEST);
    }

    static Step production(double percent, Duration hold) {
        return new Step(
                ServiceDeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT,
                Optional.of(percent),
                Optional.empty(),
                atLeast(hold));
    }

    static Step held(ServiceDeploymentLifecycleStage stage, Duration hold) {
        return new Step(stage, Optional.empty(), Optional.empty(), atLeast(hold));
    }

    private static Duration atLeast(Duration hold) {
        return hold.compareTo(SHORTEST) < 0 ? SHORTEST : hold;
    }
}
