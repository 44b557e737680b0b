package io.kinexus.operator.blueprint.service;

import io.kinexus.operator.blueprint.Default;
import io.kinexus.operator.blueprint.Doc;
import io.kinexus.operator.blueprint.Range;
import io.kinexus.operator.blueprint.Refers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a new revision takes over, and what takes it back. */
public record RolloutSettings(
        @Doc("How traffic moves to a new revision.") @Default("rolling")
        Strategy strategy,

        @Doc("Canary: the share of traffic of the first step, in percent, in steps of 0.1; 5 when left out.")
        @Range(min = 0.1, max = 100)
        Optional<Double> percent,

        @Doc("Linear: the share of traffic that each step adds, in percent, in steps of 0.1; 10 when left out.")
        @Range(min = 3, max = 100)
        Optional<Double> step,

        @Doc("Canary and linear: how long each step is held before the next, in whole minutes; 10m when left out.")
        @Range(min = 0, max = 86_400)
        Optional<Duration> stepBake,

        @Doc("How long the old revision stays warm after all traffic has moved, in whole minutes; 5m when left out.")
        @Range(min = 0, max = 86_400)
        Optional<Duration> bake,

        @Doc("How long regressions are still taken back after the bake; 15m when left out.")
        @Range(min = 0, max = 604_800)
        Optional<Duration> watch,

        @Doc("The longest from pending until all traffic has moved; bake and watch are not counted. When left out:"
                + " the grace period, three times interval x healthyThreshold, 5m to start, all steps and the"
                + " migration's timeout; at least 15m.")
        @Range(min = 60, max = 86_400)
        Optional<Duration> deadline,

        @Doc("Rolling: the least share of desired tasks that stays healthy, in percent, rounded up.")
        @Range(min = 0, max = 200)
        @Default("100")
        int minimumHealthyPercent,

        @Doc("Rolling: the largest share of desired tasks that may run, in percent, rounded down.")
        @Range(min = 100, max = 200)
        @Default("200")
        int maximumPercent,

        @Doc("How the new revision is judged on metrics.") Optional<Analysis> analysis,

        @Doc("A Task that must pass on the new revision before production traffic moves.")
        Optional<Test> test,

        @Doc("What happens to a first deployment that fails, there being nothing to go back to.") @Default("stop")
        FirstFailure onFirstFailure) {
    static final Duration STEP_BAKE = Duration.ofMinutes(10);
    static final Duration BAKE = Duration.ofMinutes(5);
    static final Duration WATCH = Duration.ofMinutes(15);
    /** How many rounds of checks a target may take to be healthy, how long a task to start, and the shortest deadline. */
    static final int ROUNDS = 3;

    static final Duration START = Duration.ofMinutes(5);
    static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final double CANARY = 5;
    private static final double LINEAR = 10;
    private static final double FULL = 100;

    /** ECS's deployment strategies. */
    public enum Strategy {
        ROLLING,
        BLUE_GREEN,
        CANARY,
        LINEAR;

        /** Whether a second target group takes the new revision's traffic. */
        public boolean twoGroups() {
            return this != ROLLING;
        }
    }

    /** What to do with a first deployment that failed. */
    public enum FirstFailure {
        STOP,
        LEAVE
    }

    /** The Task to run. */
    public record Test(
            @Doc("The Task's name.") @Refers("task") String task) {}

    /** The judge's settings. */
    public record Analysis(
            @Doc("How often the metrics are looked at.") @Range(min = 10, max = 3600) @Default("60s")
            Duration interval,

            @Doc("What is judged.") List<Metric> metrics) {
        public Analysis {
            metrics = List.copyOf(metrics);
        }
    }

    /** One metric and its bounds. */
    public record Metric(
            @Doc("error-rate, latency-p99 and so on, for people and the journal.") @Range(min = 1, max = 100)
            String name,

            @Doc("The most that is allowed, in percent of requests.") @Range(min = 0, max = 100)
            Optional<Double> max,

            @Doc("The latency, in milliseconds, above which a request counts as slow.") @Range(min = 1)
            Optional<Double> maxMs,

            @Doc("What the new revision is compared with.") Optional<Against> against,

            @Doc("The direction that is worse.") @Default("increase")
            Direction direction,

            @Doc("How much worse than the baseline is still allowed, in percent.") @Range(min = 0, max = 1000)
            Optional<Double> tolerance) {}

    /** Comparisons. */
    public enum Against {
        BASELINE
    }

    /** Which way is worse. */
    public enum Direction {
        INCREASE,
        DECREASE,
        EITHER
    }

    /** The share of traffic of a step, in percent; all of it where there are none. */
    double share() {
        return switch (strategy) {
            case CANARY -> percent.orElse(CANARY);
            case LINEAR -> step.orElse(LINEAR);
            case ROLLING, BLUE_GREEN -> FULL;
        };
    }

    Duration stepBakeOrUsual() {
        return stepBake.orElse(STEP_BAKE);
    }

    Duration bakeOrUsual() {
        return bake.orElse(BAKE);
    }

    /** How long all steps are held; there is none at 100 percent. */
    Duration stepping() {
        long steps = (long) Math.ceil(FULL / share()) - 1;
        return switch (strategy) {
            case CANARY -> share() < FULL ? stepBakeOrUsual() : Duration.ZERO;
            case LINEAR -> stepBakeOrUsual().multipliedBy(steps);
            case ROLLING, BLUE_GREEN -> Duration.ZERO;
        };
    }

    /** What holds where nothing is declared: rolling, 100 to 200 percent. */
    public static RolloutSettings plain() {
        return new RolloutSettings(
                Strategy.ROLLING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                100,
                200,
                Optional.empty(),
                Optional.empty(),
                FirstFailure.STOP);
    }
}
