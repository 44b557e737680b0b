package io.kinexus.operator.rollout.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Deployment;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.support.SandboxDoor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Deployments as a rollout sees them, from before the first call to the end. */
class FollowedDeploymentTest {

    private static final List<String> BEFORE_TRAFFIC = List.of(
            "IN_PROGRESS PRE_SCALE_UP 0% 0/0",
            "IN_PROGRESS SCALE_UP 0% 0/2",
            "IN_PROGRESS SCALE_UP 0% 2/2",
            "IN_PROGRESS POST_SCALE_UP 0% 2/2",
            "IN_PROGRESS TEST_TRAFFIC_SHIFT 0% 2/2",
            "IN_PROGRESS POST_TEST_TRAFFIC_SHIFT 0% 2/2");
    private static final List<String> ALL_TRAFFIC = List.of(
            "IN_PROGRESS PRODUCTION_TRAFFIC_SHIFT 100% 2/2",
            "IN_PROGRESS POST_PRODUCTION_TRAFFIC_SHIFT 100% 2/2",
            "IN_PROGRESS BAKE_TIME 100% 2/2",
            "IN_PROGRESS CLEAN_UP 100% 2/2",
            "SUCCESSFUL CLEAN_UP 100% 2/2");

    static List<Arguments> strategies() {
        return List.of(
                Arguments.of(
                        Strategy.ROLLING,
                        List.of(
                                "IN_PROGRESS 0% 0/2",
                                "IN_PROGRESS 50% 2/2", "IN_PROGRESS 100% 2/2", "SUCCESSFUL 100% 2/2")),
                Arguments.of(Strategy.BLUE_GREEN, shifting()),
                Arguments.of(Strategy.CANARY, shifting("5%")),
                Arguments.of(Strategy.LINEAR, shifting("25%", "50%", "75%")));
    }

    private static List<String> shifting(String... steps) {
        return Stream.of(
                        BEFORE_TRAFFIC.stream(),
                        Stream.of(steps).map(step -> "IN_PROGRESS PRODUCTION_TRAFFIC_SHIFT " + step + " 2/2"),
                        ALL_TRAFFIC.stream())
                .flatMap(part -> part)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void fromNothingToItsEnd(Strategy strategy, List<String> story) {
        try (RolloutWorld world = new RolloutWorld(strategy).running()) {
            String next = world.register("2");
            Rollout rollout = world.rollout(next);
            assertThat(world.look(rollout)).isEqualTo(Deployment.none());
            world.advance(20);
            world.update(next);
            assertThat(world.story(rollout)).isEqualTo(story);
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxDoor.Way.class)
    void throughEitherDoor(SandboxDoor.Way way) {
        try (RolloutWorld world = new RolloutWorld(Strategy.BLUE_GREEN, way).running()) {
            String next = world.register("2");
            Rollout rollout = world.rollout(next);
            world.update(next);
            assertThat(world.until(rollout, Deployment.Status.SUCCESSFUL).percent())
                    .isEqualTo(100);
        }
    }
}
