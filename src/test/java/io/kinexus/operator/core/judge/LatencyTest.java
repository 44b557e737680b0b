package io.kinexus.operator.core.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.kinexus.operator.core.health.Verdict.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private static final Criterion P99 = Criterion.ofLatency("latency-p99", Optional.of(25.0));

    @Test
    void asksInSeconds() {
        assertThat(Latency.slowerThan(800)).isEqualTo("TC(0.8:)");
        assertThat(Latency.withinRank(1500)).isEqualTo("PR(:1.5)");
        assertThat(Latency.withinRank(10_000)).isEqualTo("PR(:10)");
    }

    @Test
    void believesTheCountFirst() {
        assertThat(Latency.minute(Traffic.START, 200, Optional.of(7.0), Optional.of(50.0)))
                .contains(new Minute(Traffic.START, 200, 7));
    }

    @Test
    void takesTheRestOfThePercentage() {
        assertThat(Latency.minute(Traffic.START, 200, Optional.empty(), Optional.of(99.0)))
                .contains(new Minute(Traffic.START, 200, 2));
        assertThat(Latency.minute(Traffic.START, 200, Optional.empty(), Optional.of(100.0000001)))
                .contains(new Minute(Traffic.START, 200, 0));
        assertThat(Latency.minute(Traffic.START, 200, Optional.empty(), Optional.of(0.0)))
                .contains(new Minute(Traffic.START, 200, 200));
    }

    @Test
    void aPointThatDidNotComeIsNotAFastMinute() {
        assertThat(Latency.minute(Traffic.START, 200, Optional.empty(), Optional.empty()))
                .isEmpty();
        assertThat(Latency.minute(Traffic.START, 0, Optional.empty(), Optional.empty()))
                .contains(new Minute(Traffic.START, 0, 0));
    }

    @Test
    void thePercentileInTheNameSaysHowManyMayBeSlow() {
        assertThat(P99.max().orElseThrow()).isEqualTo(0.01);
        assertThat(Criterion.ofLatency("latency-p95", Optional.empty()).max().orElseThrow())
                .isEqualTo(0.05);
        assertThat(Criterion.ofLatency("p99.9", Optional.empty()).max().orElseThrow())
                .isCloseTo(0.001, offset(1e-9));
        assertThat(Criterion.ofLatency("slow", Optional.empty()).max().orElseThrow())
                .isEqualTo(0.01);
    }

    @Test
    void fifteenTimesAsSlowIsSeenAtTwoPoints() {
        Random random = new Random(1);
        List<Minute> baseline = List.of(slow(random, 0, 2850, 1), slow(random, 1, 2850, 1));
        List<Minute> history = new ArrayList<>();
        for (int i = -60; i < 0; i++) {
            history.add(slow(random, i, 3000, 1));
        }
        List<Minute> canary = List.of(slow(random, 0, 150, 15), slow(random, 1, 150, 15));
        List<Minute> all = List.of(slow(random, 0, 600, 15), slow(random, 1, 600, 15));

        assertThat(level(new Evidence(canary, baseline, true, history))).isEqualTo(Level.UNHEALTHY);
        assertThat(level(new Evidence(all, history, false, history))).isEqualTo(Level.UNHEALTHY);
        assertThat(level(new Evidence(baseline, history, false, history))).isNotEqualTo(Level.UNHEALTHY);
    }

    private static Level level(Evidence evidence) {
        return new Judge().judge(evidence, P99, Chance.look(2, 40)).level();
    }

    /** Log-normal with a median of 40 ms and a p99 of 200 ms, some times over, against 800 ms. */
    private static Minute slow(Random random, int minute, int requests, double times) {
        double slower = 0;
        for (int i = 0; i < requests; i++) {
            slower += times * 40 * Math.exp(Math.log(5) / 2.3263 * random.nextGaussian()) > 800 ? 1 : 0;
        }
        return Traffic.at(minute, requests, slower);
    }
}
