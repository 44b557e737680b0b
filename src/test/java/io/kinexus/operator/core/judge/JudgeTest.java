package io.kinexus.operator.core.judge;

import static io.kinexus.operator.core.health.Verdict.Level.HEALTHY;
import static io.kinexus.operator.core.health.Verdict.Level.UNHEALTHY;
import static io.kinexus.operator.core.health.Verdict.Level.UNKNOWN;
import static io.kinexus.operator.core.judge.Traffic.CHANCE;
import static io.kinexus.operator.core.judge.Traffic.at;
import static io.kinexus.operator.core.judge.Traffic.each;
import static io.kinexus.operator.core.judge.Traffic.flat;
import static io.kinexus.operator.core.judge.Traffic.hour;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.health.Verdict.Level;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgeTest {
    private static final Criterion BOTH = new Criterion("error-rate", Optional.of(0.01), Optional.of(0.0));
    private static final Criterion MAX = new Criterion("error-rate", Optional.of(0.01), Optional.empty());
    private static final Criterion BASELINE = new Criterion("error-rate", Optional.empty(), Optional.of(0.0));
    private static final List<Minute> NONE = List.of();

    static Stream<Arguments> canary() {
        return Stream.of(
                canary("nothing came yet", NONE, BOTH, UNKNOWN),
                canary("minutes without requests say nothing", flat(10, 0, 0), BOTH, UNKNOWN),
                canary("three requests, all bad, are not many", flat(1, 3, 3), BOTH, UNKNOWN),
                canary("one minute is never enough to take it back", flat(1, 150, 150), BOTH, UNKNOWN),
                canary("a fifth bad is seen in two", flat(2, 150, 30), BOTH, UNHEALTHY),
                canary("all bad is seen in two", flat(2, 150, 150), BOTH, UNHEALTHY),
                canary("twice max, steadily", flat(5, 150, 3), BOTH, UNHEALTHY),
                canary("as ever", flat(10, 150, 0.15), BOTH, HEALTHY),
                canary("not one bad", flat(10, 150, 0), BOTH, HEALTHY),
                canary("one bad minute is a burst", each(150, 0, 0, 0, 0, 40, 0, 0, 0, 0, 0), BOTH, UNKNOWN),
                canary("a small burst is forgiven", each(150, 0, 0, 0, 0, 5, 0, 0, 0, 0, 0), BOTH, HEALTHY),
                canary("ten times as bad, but a tenth of max", flat(10, 150, 0.15), MAX, HEALTHY),
                canary("worse than the baseline, not compared with it", flat(10, 600, 4.8), MAX, HEALTHY),
                canary("worse than the baseline, compared", flat(10, 600, 4.8), BOTH, UNHEALTHY),
                canary("worse than the baseline, no max", flat(10, 600, 4.8), BASELINE, UNHEALTHY),
                canary("without max three minutes do", flat(3, 600, 300), BASELINE, UNHEALTHY),
                canary("two do not, and are not healthy either", flat(2, 60000, 30000), BASELINE, UNKNOWN),
                canary("a bad start that is over long since", badThenGood(), BOTH, HEALTHY),
                canary("ten million requests a minute", flat(10, 1e7, 1e4), BOTH, HEALTHY),
                canary("the same, all bad", flat(10, 1e7, 1e7), BOTH, UNHEALTHY));
    }

    private static Arguments canary(String why, List<Minute> candidate, Criterion criterion, Level wanted) {
        return Arguments.of(why, new Evidence(candidate, flat(20, 2850, 2.85), true, hour()), criterion, wanted);
    }

    private static List<Minute> badThenGood() {
        return Stream.concat(
                        Stream.of(at(0, 150, 10), at(1, 150, 10)),
                        flat(20, 600, 0.6).stream().map(m -> new Minute(m.at().plusSeconds(120), 600, 0.6)))
                .toList();
    }

    static Stream<Arguments> alone() {
        return Stream.of(
                alone("above max, as ever: not this revision's doing", flat(10, 3000, 60), usual(60), BOTH, UNKNOWN),
                alone("far worse, yet below max", flat(10, 3000, 24), usual(3), BOTH, HEALTHY),
                alone("above max and worse", flat(5, 3000, 600), usual(3), BOTH, UNHEALTHY),
                alone("as ever", flat(10, 3000, 3), usual(3), BOTH, HEALTHY),
                alone("a first deployment: max decides alone", flat(5, 3000, 600), NONE, BOTH, UNHEALTHY),
                alone("a first deployment that is well", flat(10, 3000, 3), NONE, BOTH, HEALTHY),
                alone("no max: worse decides alone", flat(5, 3000, 600), usual(3), BASELINE, UNHEALTHY),
                alone("nothing to judge by", flat(5, 3000, 600), NONE, BASELINE, UNKNOWN));
    }

    private static Arguments alone(
            String why, List<Minute> candidate, List<Minute> before, Criterion criterion, Level wanted) {
        return Arguments.of(why, new Evidence(candidate, before, false, before), criterion, wanted);
    }

    private static List<Minute> usual(double bad) {
        return flat(60, 3000, bad);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"canary", "alone"})
    void judges(String why, Evidence evidence, Criterion criterion, Level wanted) {
        Verdict verdict = new Judge().judge(evidence, criterion, CHANCE);

        assertThat(verdict.level()).as("%s: %s", why, verdict.because()).isEqualTo(wanted);
        assertThat(verdict.because()).singleElement().asString().startsWith("error-rate: ");
    }

    @Test
    void saysNumbersWindowAndBound() {
        Evidence evidence = new Evidence(flat(2, 150, 30), flat(2, 2850, 2.85), true, hour());

        assertThat(new Judge().judge(evidence, BOTH, CHANCE).because())
                .containsExactly("error-rate: 20.00 % of 300 requests in 2 minutes, more than max 1.00 %");
    }

    @Test
    void saysHowManyRequestsAreNeededAndSoManyAreEnough() {
        String said = few(flat(5, 10, 0)).because().get(0);

        assertThat(said).matches("error-rate: 50 requests are too few to tell; about \\d+0 are needed");
        double needed = Double.parseDouble(said.replaceAll(".*about (\\d+) are.*", "$1"));
        assertThat(few(flat(5, 1.2 * needed / 5, 0)).level()).isEqualTo(HEALTHY);
        assertThat(few(flat(5, 0.7 * needed / 5, 0)).level()).isEqualTo(UNKNOWN);
    }

    private static Verdict few(List<Minute> candidate) {
        return new Judge().judge(new Evidence(candidate, flat(5, 2850, 2.85), true, hour()), BOTH, CHANCE);
    }

    @Test
    void sparesWhatHitsBothAlike() {
        List<Minute> bad = each(3000, 3, 3, 3, 3, 3, 20, 20, 20, 20, 20);

        assertThat(new Judge()
                        .judge(new Evidence(bad, bad, true, hour()), BASELINE, CHANCE)
                        .level())
                .isEqualTo(HEALTHY);
    }

    @Test
    void learnsFromItsHistoryHowMuchIsUsual() {
        List<Minute> wild = IntStream.range(0, 60)
                .mapToObj(i -> at(i - 60, 3000, i % 20 < 3 ? 200 : 1))
                .toList();
        List<Minute> candidate = flat(5, 150, 3);
        List<Minute> baseline = flat(5, 2850, 2.85);

        assertThat(new Judge()
                        .judge(new Evidence(candidate, baseline, true, hour()), BOTH, CHANCE)
                        .level())
                .isEqualTo(UNHEALTHY);
        assertThat(new Judge()
                        .judge(new Evidence(candidate, baseline, true, wild), BOTH, CHANCE)
                        .level())
                .isNotEqualTo(UNHEALTHY);
    }

    @Test
    void refusesAChanceThatIsNone() {
        Evidence evidence = new Evidence(flat(2, 150, 30), NONE, true, hour());

        assertThatThrownBy(() -> new Judge().judge(evidence, BOTH, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
