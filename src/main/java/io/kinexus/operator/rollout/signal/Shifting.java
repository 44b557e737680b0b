package io.kinexus.operator.rollout.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When traffic moves: the minute around a shift is watched more closely. What is remembered here is only about how often to
 * look.
 */
final class Shifting {
    private static final Duration HALF = Duration.ofSeconds(30);
    /** ECS's stages from which the next thing is a shift, or which are one. */
    private static final Set<String> STAGES = Set.of(
            "POST_SCALE_UP",
            "TEST_TRAFFIC_SHIFT",
            "POST_TEST_TRAFFIC_SHIFT",
            "PRE_PRODUCTION_TRAFFIC_SHIFT",
            "PRODUCTION_TRAFFIC_SHIFT",
            "POST_PRODUCTION_TRAFFIC_SHIFT");

    /** @param at when the share was first seen; long ago if it was there from the first look */
    private record Step(double percent, Instant at) {}

    private final Map<String, Step> steps = new ConcurrentHashMap<>();

    void look(List<Followed> rollouts, Instant now) {
        rollouts.forEach(one -> {
            double percent = one.deployment().percent();
            Step last = steps.get(one.id());
            if (last == null) {
                steps.put(one.id(), new Step(percent, Instant.EPOCH));
            } else if (last.percent() != percent) {
                steps.put(one.id(), new Step(percent, now));
            }
        });
    }

    /** When the present share was first seen; empty if it was there from the first look. */
    Optional<Instant> seen(Followed rollout) {
        return Optional.ofNullable(steps.get(rollout.id())).map(Step::at).filter(at -> at.isAfter(Instant.EPOCH));
    }

    /** In the minute around a shift, as far as can be foreseen. */
    boolean near(Followed rollout, Instant now) {
        if (!rollout.goingOn() || rollout.mixed()) {
            return false;
        }
        Step step = steps.getOrDefault(rollout.id(), new Step(0, Instant.EPOCH));
        boolean justNow = step.at().plus(HALF).isAfter(now);
        Instant next = step.at().plus(rollout.policy().stepBake());
        boolean steps = rollout.policy().steps().stream().anyMatch(percent -> percent == step.percent());
        boolean soon =
                steps && next.minus(HALF).isBefore(now) && next.plus(HALF).isAfter(now);
        boolean waiting =
                step.percent() == 0 && STAGES.contains(rollout.deployment().stage());
        return justNow || soon || waiting;
    }

    void forget(String rollout) {
        steps.remove(rollout);
    }
}
