package io.kinexus.operator.rollout.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.health.Verdict.Level;
import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Health;
import io.kinexus.operator.sandbox.AwsFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alarms, what cannot be read, and what is nobody's fault, as the signals tell it of services that ECS sends out. */
class SignalEvidenceTest {
    private static final int SERVER_ERROR = 500;

    @Test
    void anAlarmThatGoesOffAccuses() {
        SignalWorld world = baking("3");
        world.alarm("errors", "OK");
        world.advance(15);
        assertThat(world.look("web").signals().level()).isEqualTo(Level.HEALTHY);
        world.alarm("errors", "ALARM");
        assertThat(world.until("web", Duration.ofMinutes(2), SignalEvidenceTest::unhealthy))
                .as("fifteen seconds, looked at every two")
                .hasValueSatisfying(took -> assertThat(took).isLessThanOrEqualTo(Duration.ofSeconds(17)));
        assertThat(world.look("web").signals().because()).anyMatch(why -> why.startsWith("alarm errors: "));
    }

    @Test
    void anAlarmThatFiredBeforeAccusesOnceItGotWorse() {
        SignalWorld world = running();
        measured(world, 20, 4);
        world.alarm("errors", "ALARM");
        Map<String, Double> before =
                world.signals.firing(world.scope, List.of("errors")).orElseThrow();
        assertThat(before).containsExactly(Map.entry("errors", 20.0));
        world.send("web", "2", List.of("errors"), before);
        measured(world, 20, 4);
        assertThat(world.look("web").signals().level()).isEqualTo(Level.HEALTHY);
        measured(world, 40, 6);
        assertThat(world.look("web").signals().level()).isEqualTo(Level.UNHEALTHY);
        assertThat(world.look("web").signals().because()).anyMatch(why -> why.contains("fired before, at 20.0"));
    }

    @Test
    void anAlarmThatDoesNotExistSaysNothingAndIsMentioned() {
        SignalWorld world = baking("2");
        world.advance(15);
        Health health = world.look("web");
        assertThat(health.signals().level()).isEqualTo(Level.HEALTHY);
        assertThat(health.signals().because()).contains("alarm errors does not exist and says nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListTasks", "DescribeTargetHealth", "DescribeAlarms", "GetMetricData"})
    void whatCannotBeReadIsUnknownUntilItCan(String action) {
        SignalWorld world = baking("2");
        world.advance(60);
        assertThat(world.look("web").signals().level()).isEqualTo(Level.HEALTHY);
        refuse(world, action);
        world.advance(60);
        Health health = world.look("web");
        assertThat(health.verdict().level()).isEqualTo(Level.UNKNOWN);
        assertThat(health.verdict().because()).anyMatch(why -> why.contains("the weather is bad"));
        world.door.sandbox().weather((call, request, account) -> account.get());
        world.advance(60);
        assertThat(world.look("web").signals().level()).isEqualTo(Level.HEALTHY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeTargetHealth", "DescribeAlarms", "GetMetricData", "DescribeServiceRevisions"})
    void whatCannotBeReadHidesNothing(String action) {
        SignalWorld world = running();
        refuse(world, action);
        world.send("web", "2-missing", List.of("errors"), Map.of());
        assertThat(world.until("web", Duration.ofSeconds(60), SignalEvidenceTest::unhealthy))
                .isPresent();
    }

    @Test
    void tasksThatExitUnderTrafficAreSeenInTime() {
        SignalWorld world = baking("2-flaky");
        Optional<Duration> took = world.until("web", Duration.ofMinutes(5), SignalEvidenceTest::unhealthy);
        assertThat(took).hasValueSatisfying(time -> assertThat(time).isLessThanOrEqualTo(Duration.ofSeconds(110)));
    }

    @Test
    void withoutRoomForTasksItWaitsAndSaysSo() {
        SignalWorld world = running();
        world.fill();
        world.send("web", "2");
        Optional<Duration> said = world.until(
                "web", Duration.ofMinutes(3), health -> health.waits().isPresent());
        assertThat(said).isPresent();
        for (int i = 0; i < 60; i++) {
            world.advance(10);
            Health health = world.look("web");
            assertThat(health.signals().level()).isNotEqualTo(Level.UNHEALTHY);
            assertThat(health.decisive()).isFalse();
        }
    }

    private static boolean unhealthy(Health health) {
        return health.signals().level() == Level.UNHEALTHY;
    }

    private static void refuse(SignalWorld world, String action) {
        world.door.sandbox().weather((call, request, account) -> {
            if (call.action().equals(action)) {
                throw new AwsFault("InternalError", SERVER_ERROR, "the weather is bad");
            }
            return account.get();
        });
    }

    private static void measured(SignalWorld world, double value, int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            world.measure("errors", value);
            world.advance(60);
        }
    }

    private static SignalWorld running() {
        SignalWorld world = new SignalWorld(Strategy.BLUE_GREEN, 2);
        world.create("web");
        world.advance(20 * 60 + 13);
        return world;
    }

    /** With all traffic on the new revision, which watches alarm {@code errors}. */
    private static SignalWorld baking(String tag) {
        SignalWorld world = running();
        world.send("web", tag, List.of("errors"), Map.of());
        world.until(
                "web", Duration.ofMinutes(10), health -> world.deployment("web").percent() == 100);
        return world;
    }
}
