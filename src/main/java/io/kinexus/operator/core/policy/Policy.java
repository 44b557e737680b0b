package io.kinexus.operator.core.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How new revisions of a service come in, as its YAML says; what AWS has is referred to as in a spec.
 *
 * @param percent canary: the share of traffic of the first step; linear: the share that each step adds; in percent
 * @param stepBake canary and linear: how long ECS holds each step; whole minutes
 * @param bake how long ECS keeps the old revision warm after all traffic has moved; whole minutes
 * @param watch for how long after that regressions are still taken back
 * @param deadline the longest from Pending to the end of Shifting
 * @param analysis empty where no metric is judged
 * @param test a Task that must pass on the new revision before it is sent; empty for none
 * @param stopFirst whether a first deployment that fails is stopped, there being nothing to go back to
 */
public record Policy(
        Strategy strategy,
        double percent,
        Duration stepBake,
        Duration bake,
        Duration watch,
        Duration deadline,
        Optional<Analysis> analysis,
        Optional<Migration> migration,
        Optional<TestTask> test,
        boolean stopFirst,
        Contents contents,
        Place place) {
    private static final double FULL = 100;

    /** ECS's deployment strategies. */
    public enum Strategy {
        ROLLING,
        BLUE_GREEN,
        CANARY,
        LINEAR
    }

    /** How often metrics are looked at, and which. */
    public record Analysis(Duration interval, List<Metric> metrics) {
        public Analysis {
            metrics = List.copyOf(metrics);
        }
    }

    /**
     * What runs once on the new revision before any traffic.
     *
     * @param contract it does not keep the old revision working, so that no automatic rollback may pass it
     */
    public record Migration(List<String> command, boolean contract, Duration timeout) {
        public Migration {
            command = List.copyOf(command);
        }
    }

    /**
     * A Task that must pass before anything is sent.
     *
     * @param port on which a task of the new revision is asked, which runs for the test alone and gets no traffic; empty for
     *     a service without one, whose test runs by itself
     */
    public record TestTask(Launch launch, Optional<Integer> port) {
        /** That a task of the new revision and then the test itself come up. */
        private static final Duration STARTS = Duration.ofMinutes(10);

        public String name() {
            return launch.task();
        }

        /** From the moment at which it is first asked for. */
        public Duration longest() {
            return launch.timeout().plus(STARTS);
        }
    }

    /** The shares of production traffic, in percent, at which ECS stops on the way to all of it; empty for all at once. */
    public List<Double> steps() {
        if (strategy == Strategy.CANARY) {
            return percent < FULL ? List.of(percent) : List.of();
        }
        return strategy == Strategy.LINEAR
                ? IntStream.iterate(1, step -> step * percent < FULL, step -> step + 1)
                        .mapToObj(step -> step * percent)
                        .toList()
                : List.of();
    }
}
