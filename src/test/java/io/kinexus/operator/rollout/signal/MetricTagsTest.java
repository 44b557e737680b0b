package io.kinexus.operator.rollout.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.health.Verdict.Level;
import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract's tags that answer badly, and the one that does not, by what the metrics say. */
class MetricTagsTest {
    @ParameterizedTest
    @CsvSource({
        "CANARY,errors,135",
        "CANARY,slow,135",
        "BLUE_GREEN,errors,135",
        "BLUE_GREEN,slow,135",
        "LINEAR,errors,135",
        "LINEAR,slow,135",
        "ROLLING,errors,260",
        "ROLLING,slow,260",
    })
    void badAnswersAreSeenOnTwoPoints(Strategy strategy, String tag, int seconds) {
        SignalWorld world = running(strategy);
        world.send("web", "2-" + tag);
        shifted(world, strategy);
        Optional<Duration> took = world.until(
                "web", Duration.ofMinutes(9), health -> health.metrics().level() == Level.UNHEALTHY);
        assertThat(took).hasValueSatisfying(time -> assertThat(time).isLessThanOrEqualTo(Duration.ofSeconds(seconds)));
        world.restart();
        Health health = world.look("web");
        assertThat(health.metrics().level()).isEqualTo(Level.UNHEALTHY);
        assertThat(health.metrics().because())
                .allSatisfy(why -> assertThat(why).startsWith(tag.equals("slow") ? "latency-p99: " : "error-rate: "));
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void whatTurnsBadLaterIsSeenInTheWatch(Strategy strategy) {
        SignalWorld world = running(strategy);
        world.send("web", "2-late");
        assertThat(world.until(
                        "web",
                        Duration.ofMinutes(70),
                        health -> health.metrics().level() == Level.UNHEALTHY))
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void theHealthyTagNeverIsUnhealthyAndHasAVerdictBeforeEachStepEnds(Strategy strategy) {
        SignalWorld world = running(strategy);
        world.send("web", "2");
        Set<Double> judged = new HashSet<>();
        Instant end = world.now().plus(Duration.ofMinutes(70));
        while (world.now().isBefore(end)) {
            Health health = world.look("web");
            assertThat(health.verdict().level()).as("%s", health).isNotEqualTo(Level.UNHEALTHY);
            if (health.metrics().level() == Level.HEALTHY) {
                judged.add(world.deployment("web").percent());
            }
            world.advance(10);
        }
        switch (strategy) {
            case CANARY -> assertThat(judged).contains(10.0, 100.0);
            case LINEAR -> assertThat(judged).contains(25.0, 50.0, 75.0, 100.0);
            case BLUE_GREEN -> assertThat(judged).contains(100.0);
            default -> assertThat(judged).isNotEmpty();
        }
        assertThat(world.look("web").metrics().level()).isEqualTo(Level.HEALTHY);
        assertThat(world.look("web").signals().level()).isEqualTo(Level.HEALTHY);
    }

    @Test
    void aVerdictIsOfThePresentStepAloneAlsoAfterARestart() {
        SignalWorld world = running(Strategy.LINEAR);
        world.send("web", "2");
        world.until(
                "web", Duration.ofMinutes(30), health -> world.deployment("web").percent() == 50);
        world.advance(5);
        world.look("web");
        world.restart();
        assertThat(world.look("web").metrics().level())
                .as("nothing of this step is complete yet")
                .isEqualTo(Level.UNKNOWN);
        world.advance(5 * 60);
        world.restart();
        assertThat(world.look("web").metrics().level()).isEqualTo(Level.HEALTHY);
    }

    @Test
    void withoutRequestsThereIsNoVerdict() {
        SignalWorld world = running(Strategy.CANARY);
        world.door.sandbox().locked(() -> {
            world.door.sandbox().load().set("web", 0.2);
            return true;
        });
        world.send("web", "2");
        shifted(world, Strategy.CANARY);
        for (int minute = 0; minute < 9; minute++) {
            world.advance(60);
            assertThat(world.look("web").metrics().level()).isEqualTo(Level.UNKNOWN);
        }
    }

    private static SignalWorld running(Strategy strategy) {
        SignalWorld world = new SignalWorld(strategy, 2);
        world.create("web");
        world.advance(75 * 60 + 13);
        return world;
    }

    /** Until the new revision has requests. */
    private static void shifted(SignalWorld world, Strategy strategy) {
        world.until(
                "web",
                Duration.ofMinutes(10),
                health ->
                        strategy == Strategy.ROLLING || world.deployment("web").percent() > 0);
    }
}
