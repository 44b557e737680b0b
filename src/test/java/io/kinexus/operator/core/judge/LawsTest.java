package io.kinexus.operator.core.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.health.Verdict.Level;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for whatever evidence, and how often the judge is right, by generators with a fixed seed. */
class LawsTest {
    private static final int CASES = 300;
    private static final Criterion ERRORS = new Criterion("error-rate", Optional.of(0.01), Optional.of(0.25));

    private final Random random = new Random(42);
    private final Judge judge = new Judge();

    @Test
    void moreBadRequestsNeverHelp() {
        int unhealthy = 0;
        for (int i = 0; i < CASES; i++) {
            Evidence evidence = any();
            Level before = judge(evidence).level();
            List<Minute> worse = new ArrayList<>(evidence.candidate());
            int one = random.nextInt(worse.size());
            Minute minute = worse.get(one);
            worse.set(
                    one,
                    new Minute(
                            minute.at(),
                            minute.requests(),
                            minute.bad() + random.nextDouble() * (minute.requests() - minute.bad())));
            Level after = judge(with(evidence, worse)).level();
            assertThat(after).as("%s%n%s", evidence, worse).isGreaterThanOrEqualTo(before);
            unhealthy += before == Level.UNHEALTHY ? 1 : 0;
        }
        assertThat(unhealthy).as("of both sorts there are many").isBetween(CASES / 5, CASES * 4 / 5);
    }

    @Test
    void theOrderOfMinutesInAnAnswerDoesNotMatter() {
        for (int i = 0; i < CASES; i++) {
            Evidence evidence = any();
            List<Minute> shuffled = new ArrayList<>(evidence.candidate());
            Collections.shuffle(shuffled, random);
            assertThat(judge(with(evidence, shuffled))).isEqualTo(judge(evidence));
        }
    }

    @Test
    void tenTimesTheTrafficIsNeverLessCertain() {
        for (int i = 0; i < CASES; i++) {
            Evidence evidence = any();
            if (judge(evidence).level() == Level.HEALTHY) {
                continue;
            }
            Evidence more = new Evidence(
                    times(evidence.candidate()), times(evidence.baseline()), true, times(evidence.history()));
            boolean few = judge(more).because().get(0).contains("too few");
            assertThat(few && !judge(evidence).because().get(0).contains("too few"))
                    .isFalse();
        }
    }

    @Test
    void neverFailsOnOddNumbers() {
        double[] odd = {0, 1e-9, 0.5, 1, 3.7, 1e3, 1e6, 1e9};
        for (int i = 0; i < CASES * 10; i++) {
            List<Minute> minutes = new ArrayList<>();
            for (int j = 0; j < 1 + random.nextInt(16); j++) {
                double requests = odd[random.nextInt(odd.length)];
                minutes.add(Traffic.at(j, requests, Math.min(requests, odd[random.nextInt(odd.length)])));
            }
            List<Minute> part = minutes.subList(0, random.nextInt(minutes.size() + 1));
            Criterion criterion = new Criterion(
                    "x",
                    random.nextBoolean() ? Optional.of((double) random.nextInt(2)) : Optional.empty(),
                    Optional.of(0.0));
            assertThat(judge.judge(new Evidence(minutes, part, random.nextBoolean(), part), criterion, Traffic.CHANCE)
                            .because())
                    .singleElement()
                    .asString()
                    .doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void isSeldomWrongAboutHealthyRollouts() throws IOException {
        Map<String, Double> noise = Trial.noise();
        long unhealthy = LongStream.range(0, 300)
                .mapToObj(seed -> new Trial(noise, 7_000_000 + seed, 50, 0.001).step(0.05, 0.001))
                .filter(Optional::isPresent)
                .count();
        assertThat(unhealthy).isLessThanOrEqualTo(9);
    }

    @Test
    void seesTwoPercentInFivePoints() {
        long seen = LongStream.range(0, 200)
                .mapToObj(seed -> new Trial(Map.of(), 8_000_000 + seed, 50, 0.001).step(0.05, 0.02))
                .flatMap(Optional::stream)
                .filter(minute -> minute <= 5)
                .count();
        assertThat(seen).isGreaterThanOrEqualTo(185);
    }

    private Verdict judge(Evidence evidence) {
        return judge.judge(evidence, ERRORS, Traffic.CHANCE);
    }

    private Evidence any() {
        double rate = Math.pow(10, -3.5 + 2.5 * random.nextDouble());
        double requests = Math.pow(10, 1.5 + 2 * random.nextDouble());
        List<Minute> candidate = new ArrayList<>();
        int minutes = 2 + random.nextInt(19);
        for (int i = 0; i < minutes; i++) {
            candidate.add(Traffic.at(i, requests, Math.rint(requests * rate * 2 * random.nextDouble())));
        }
        return new Evidence(candidate, Traffic.flat(minutes, 3000, 3), true, Traffic.hour());
    }

    private static Evidence with(Evidence evidence, List<Minute> candidate) {
        return new Evidence(candidate, evidence.baseline(), evidence.concurrent(), evidence.history());
    }

    private static List<Minute> times(List<Minute> minutes) {
        return minutes.stream()
                .map(minute -> new Minute(minute.at(), 10 * minute.requests(), 10 * minute.bad()))
                .toList();
    }
}
