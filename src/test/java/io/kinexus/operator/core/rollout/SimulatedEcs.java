package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Deployment.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ECS as far as a rollout sees it: it walks its stages by the clock, and goes back when it is told to. */
final class SimulatedEcs {
    private static final Duration STAGE = Duration.ofSeconds(5);
    private static final Duration TASK = Duration.ofSeconds(20);
    private static final int TASKS = 3;

    private record Part(String stage, double percent, int healthy, Duration lasts) {}

    private final Policy policy;
    private final List<Part> way = new ArrayList<>();
    private Optional<Instant> begun = Optional.empty();
    private Optional<Instant> stopped = Optional.empty();
    private Optional<Instant> restored = Optional.empty();
    private Optional<Part> before = Optional.empty();
    private boolean serviceStopped;
    private int sent;

    /** Whether it ends a rollback well that it is told to make. */
    boolean cooperates = true;

    SimulatedEcs(Policy policy, Duration beforeTraffic) {
        this.policy = policy;
        if (policy.strategy() == Strategy.ROLLING) {
            for (int healthy = 0; healthy <= TASKS; healthy++) {
                way.add(new Part("", 0, healthy, TASK.plus(beforeTraffic)));
            }
            return;
        }
        way.add(new Part("PRE_SCALE_UP", 0, 0, STAGE));
        way.add(new Part("SCALE_UP", 0, 1, TASK));
        way.add(new Part("POST_SCALE_UP", 0, TASKS, STAGE));
        way.add(new Part("POST_TEST_TRAFFIC_SHIFT", 0, TASKS, STAGE.plus(beforeTraffic)));
        policy.steps().forEach(step -> way.add(new Part("PRODUCTION_TRAFFIC_SHIFT", step, TASKS, policy.stepBake())));
        way.add(new Part("PRODUCTION_TRAFFIC_SHIFT", 100, TASKS, STAGE));
        way.add(new Part("BAKE_TIME", 100, TASKS, policy.bake()));
        way.add(new Part("CLEAN_UP", 100, TASKS, STAGE));
    }

    void deploy(Instant now) {
        if (begun.isEmpty() || stopped.isPresent()) {
            begun = Optional.of(now);
            stopped = Optional.empty();
            sent++;
        }
    }

    void obey(Command command, Instant now) {
        switch (command) {
            case STOP_DEPLOYMENT -> stop(now);
            case RESTORE -> restored = restored.or(() -> Optional.of(now));
            case STOP_SERVICE -> serviceStopped = true;
            case MIGRATE, STOP_TASKS, TEST -> {}
        }
    }

    private void stop(Instant now) {
        if (begun.isPresent() && stopped.isEmpty() && part(now).isPresent()) {
            before = part(now);
            stopped = Optional.of(now);
        }
    }

    private Optional<Part> part(Instant now) {
        Instant ends = begun.orElse(now);
        for (Part part : way) {
            ends = ends.plus(part.lasts());
            if (now.isBefore(ends)) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** The share of production traffic on the new revision, in percent. */
    double percent(Instant now) {
        if (begun.isEmpty()
                || restored.filter(at -> !now.isBefore(at.plus(TASK))).isPresent()) {
            return 0;
        }
        return stopped.isPresent()
                ? (cooperates ? 0 : before.map(Part::percent).orElse(0.0))
                : part(now).map(Part::percent).orElse(100.0);
    }

    /** When traffic first moved to the new revision; empty before. */
    boolean carriesTraffic(Instant now) {
        boolean rolling = policy.strategy() == Strategy.ROLLING;
        return begun.isPresent()
                && stopped.isEmpty()
                && restored.isEmpty()
                && part(now)
                        .map(part -> rolling ? part.healthy() > 0 : part.percent() > 0)
                        .orElse(true);
    }

    int sent() {
        return sent;
    }

    Deployment show(State state, Instant now) {
        return state.restores().isPresent() ? way(now) : deployment(now);
    }

    private Deployment way(Instant now) {
        return restored.map(at -> new Deployment(
                        now.isBefore(at.plus(TASK)) ? Status.ROLLING_BACK : Status.ROLLED_BACK,
                        Optional.of(Scene.BACK),
                        "",
                        percent(now),
                        TASKS,
                        TASKS,
                        ""))
                .orElseGet(Deployment::none);
    }

    private Deployment deployment(Instant now) {
        if (begun.isEmpty()) {
            return Deployment.none();
        }
        Optional<Part> part = part(now);
        Status status = stopped.map(at -> turned(now, at))
                .orElseGet(() -> part.isPresent() ? Status.IN_PROGRESS : Status.SUCCESSFUL);
        return new Deployment(
                status,
                Optional.of(Scene.NEW + sent),
                status == Status.IN_PROGRESS ? part.map(Part::stage).orElse("") : "",
                percent(now),
                serviceStopped ? 0 : TASKS,
                part.map(Part::healthy).orElse(TASKS),
                "");
    }

    private Status turned(Instant now, Instant at) {
        if (now.isBefore(at.plus(TASK))) {
            return Status.ROLLING_BACK;
        }
        return cooperates ? Status.ROLLED_BACK : Status.ROLLBACK_FAILED;
    }
}
