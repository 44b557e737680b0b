package io.kinexus.operator.sandbox.ecs.shift;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CanaryConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LinearConfiguration;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;

/**
 * The stages in their order, as this version of the API names them: it has no {@code PRE_PRODUCTION_TRAFFIC_SHIFT} yet.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html">Workflow</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html">LinearConfiguration</a>
 */
public final class Steps {
    /** {@code canaryPercent}, {@code canaryBakeTimeInMinutes}, {@code stepPercent}, {@code stepBakeTimeInMinutes}. */
    private static final double CANARY = 5;

    private static final int CANARY_BAKE = 10;
    private static final double STEP = 10;
    private static final int STEP_BAKE = 6;

    private static final double ALL = 100;
    private static final double TENTHS = 10;

    private Steps() {}

    /**
     * The way forward.
     *
     * @param reconcile whether more than one revision is active at the start
     * @param first whether there is nothing to shift from: all traffic goes to the new revision at once
     */
    public static List<Step> forward(DeploymentConfiguration configuration, boolean reconcile, boolean first) {
        List<Step> steps = new ArrayList<>();
        if (reconcile) {
            steps.add(Step.plain(ServiceDeploymentLifecycleStage.RECONCILE_SERVICE));
        }
        steps.add(Step.plain(ServiceDeploymentLifecycleStage.PRE_SCALE_UP));
        steps.add(Step.plain(ServiceDeploymentLifecycleStage.SCALE_UP));
        steps.add(Step.plain(ServiceDeploymentLifecycleStage.POST_SCALE_UP));
        steps.add(Step.test(ALL));
        steps.add(Step.plain(ServiceDeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT));
        steps.addAll(first ? List.of(Step.production(ALL, Duration.ZERO)) : production(configuration));
        steps.add(Step.plain(ServiceDeploymentLifecycleStage.POST_PRODUCTION_TRAFFIC_SHIFT));
        Duration bake =
                minutes(Optional.ofNullable(configuration.bakeTimeInMinutes()).orElse(0));
        steps.add(Step.held(ServiceDeploymentLifecycleStage.BAKE_TIME, first ? Duration.ZERO : bake));
        steps.add(Step.plain(ServiceDeploymentLifecycleStage.CLEAN_UP));
        return List.copyOf(steps);
    }

    /**
     * The way back: the two shifts that had happened, then the new revision goes. The weights are back before the first of
     * these steps begins.
     */
    public static List<Step> back(boolean production, boolean test) {
        List<Step> steps = new ArrayList<>();
        if (production) {
            steps.add(Step.plain(ServiceDeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT));
        }
        if (test) {
            steps.add(Step.plain(ServiceDeploymentLifecycleStage.TEST_TRAFFIC_SHIFT));
        }
        steps.add(Step.plain(ServiceDeploymentLifecycleStage.CLEAN_UP));
        return List.copyOf(steps);
    }

    /**
     * The way back once the old revision's tasks may be gone: they come first, and traffic follows when they are healthy. That
     * AWS does it so is a guess.
     */
    public static List<Step> backFromCold() {
        return List.of(
                Step.plain(ServiceDeploymentLifecycleStage.SCALE_UP),
                Step.test(0),
                Step.production(0, Duration.ZERO),
                Step.plain(ServiceDeploymentLifecycleStage.CLEAN_UP));
    }

    private static List<Step> production(DeploymentConfiguration configuration) {
        DeploymentStrategy strategy = configuration.strategy();
        if (strategy == DeploymentStrategy.CANARY) {
            return canary(Optional.ofNullable(configuration.canaryConfiguration()));
        }
        if (strategy == DeploymentStrategy.LINEAR) {
            return linear(Optional.ofNullable(configuration.linearConfiguration()));
        }
        return List.of(Step.production(ALL, Duration.ZERO));
    }

    private static List<Step> canary(Optional<CanaryConfiguration> asked) {
        double percent = asked.map(CanaryConfiguration::canaryPercent).orElse(CANARY);
        int bake = asked.map(CanaryConfiguration::canaryBakeTimeInMinutes).orElse(CANARY_BAKE);
        Step all = Step.production(ALL, Duration.ZERO);
        return percent >= ALL ? List.of(all) : List.of(Step.production(percent, minutes(bake)), all);
    }

    private static List<Step> linear(Optional<LinearConfiguration> asked) {
        long tenths = Math.round(asked.map(LinearConfiguration::stepPercent).orElse(STEP) * TENTHS);
        int bake = asked.map(LinearConfiguration::stepBakeTimeInMinutes).orElse(STEP_BAKE);
        List<Step> steps = new ArrayList<>();
        for (long at = tenths; at < ALL * TENTHS; at += tenths) {
            steps.add(Step.production(at / TENTHS, minutes(bake)));
        }
        steps.add(Step.production(ALL, Duration.ZERO));
        return steps;
    }

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
