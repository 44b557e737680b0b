package io.kinexus.operator.rollout.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.health.Verdict.Level;
import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often AWS is asked: alone, and for many at once with its rates enforced. */
class SignalCallsTest {
    private static final int MANY = 25;
    /** What only the signals call: service deployments are read by the test too, all at once. */
    private static final Set<String> READ =
            Set.of("ListTasks", "DescribeTasks", "DescribeTargetHealth", "DescribeAlarms", "GetMetricData");

    @Test
    void aloneAndAtRestEachSignalKeepsItsPace() {
        SignalWorld world = new SignalWorld(Strategy.BLUE_GREEN, 2);
        world.create("web");
        world.advance(1200);
        world.alarm("errors", "OK");
        world.send("web", "2", List.of("errors"), Map.of());
        world.until(
                "web", Duration.ofMinutes(5), health -> world.deployment("web").percent() == 100);
        Instant shift = world.now();
        looking(world, 30);
        assertThat(world.calls("DescribeTargetHealth", shift)).as("both groups").isBetween(8L, 14L);
        world.advance(60);
        Instant from = world.now();
        looking(world, 300);
        assertThat(world.calls("DescribeTargetHealth", from)).isBetween(19L, 21L);
        assertThat(world.calls("DescribeAlarms", from)).isBetween(19L, 21L);
        assertThat(world.calls("ListTasks", from)).isBetween(59L, 61L);
        assertThat(world.calls("DescribeTasks", from)).isZero();
        assertThat(world.calls("GetMetricData", from)).isBetween(5L, 6L);
    }

    @Test
    void manyAtOnceStayWithinTheRates() {
        SignalWorld world = new SignalWorld(Strategy.BLUE_GREEN, 1);
        for (int i = 0; i < MANY; i++) {
            world.create("web" + i);
        }
        world.advance(1200);
        for (int i = 0; i < MANY; i++) {
            world.alarm("alarm-" + i, "OK");
            world.send("web" + i, "2", List.of("alarm-" + i), Map.of());
        }
        world.follow();
        Instant from = world.now();
        world.door.sandbox().locked(() -> {
            world.door.sandbox().quotas().enforce(true);
            return true;
        });
        for (int second = 0; second < 420; second++) {
            if (second % 10 == 0) {
                world.follow();
            }
            for (Health health : world.lookAgain().values()) {
                assertThat(health.signals().level()).as("%s", health).isNotEqualTo(Level.UNHEALTHY);
            }
            world.advance(1);
        }
        assertThat(world.door.sandbox().calls())
                .filteredOn(logged -> !logged.call().at().isBefore(from))
                .filteredOn(logged -> READ.contains(logged.call().action()))
                .allMatch(logged -> logged.result().equals("ok"));
        assertThat(world.calls("DescribeTargetHealth", from)).isBetween(200L, 20 + 5 * 420L);
        assertThat(perSecond(world, "DescribeAlarms", from)).isLessThanOrEqualTo(1);
        assertThat(world.lookAgain().values())
                .allSatisfy(health -> assertThat(health.signals().level()).isEqualTo(Level.HEALTHY));
    }

    @ParameterizedTest
    @CsvSource({"0,20", "1,5", "2,10", "10,20", "3600,20"})
    void aBudgetGivesItsBurstAndThenWhatFlowsBack(long seconds, int calls) {
        Budget budget = new Budget(20, 5);
        Instant now = Instant.parse("2026-01-05T15:00:00Z");
        assertThat(taken(budget, now)).isEqualTo(20);
        assertThat(taken(budget, now.minusSeconds(60))).as("a clock set back").isZero();
        assertThat(taken(budget, now.plusSeconds(seconds))).isEqualTo(seconds == 0 ? 0 : calls);
    }

    private static int taken(Budget budget, Instant now) {
        int taken = 0;
        while (budget.take(now)) {
            taken++;
        }
        return taken;
    }

    private static long perSecond(SignalWorld world, String action, Instant from) {
        return world.door.sandbox().calls().stream()
                .filter(logged -> logged.call().action().equals(action)
                        && !logged.call().at().isBefore(from))
                .collect(Collectors.groupingBy(logged -> logged.call().at().getEpochSecond(), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private static void looking(SignalWorld world, int seconds) {
        world.follow();
        for (int i = 0; i < seconds; i++) {
            world.lookAgain();
            world.advance(1);
        }
    }
}
