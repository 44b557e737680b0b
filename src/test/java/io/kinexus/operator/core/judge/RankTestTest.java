package io.kinexus.operator.core.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.kinexus.operator.core.health.Verdict.Level;
import io.kinexus.operator.core.judge.RankTest.Direction;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RankTestTest {
    private static final List<Double> TEN = from(100, 10);

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("too few points", from(500, 7), TEN, Direction.INCREASE, Level.UNKNOWN),
                Arguments.of("the same", TEN, TEN, Direction.EITHER, Level.HEALTHY),
                Arguments.of("one value on both sides", same(10), same(10), Direction.EITHER, Level.HEALTHY),
                Arguments.of("half as much again", from(150, 10), TEN, Direction.INCREASE, Level.UNHEALTHY),
                Arguments.of("moved, but within tolerance", from(115, 10), TEN, Direction.INCREASE, Level.HEALTHY),
                Arguments.of("less is not worse", from(50, 10), TEN, Direction.INCREASE, Level.HEALTHY),
                Arguments.of("less is worse", from(50, 10), TEN, Direction.DECREASE, Level.UNHEALTHY),
                Arguments.of("more is not worse", from(150, 10), TEN, Direction.DECREASE, Level.HEALTHY),
                Arguments.of("either is worse", from(50, 10), TEN, Direction.EITHER, Level.UNHEALTHY),
                Arguments.of("ties all along, moved", same(30), same(10), Direction.INCREASE, Level.UNHEALTHY));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void judges(String why, List<Double> candidate, List<Double> baseline, Direction worse, Level wanted) {
        assertThat(new RankTest()
                        .judge("depth", candidate, baseline, worse, 0.25, 0.01)
                        .level())
                .as(why)
                .isEqualTo(wanted);
    }

    /** Ten numbers in a row, fifty further: the shift is fifty, and no interval is wider than the rows are long. */
    @Test
    void theIntervalHoldsTheShift() {
        RankTest.Interval interval = RankTest.interval(from(150, 10), TEN, 0.01);

        assertThat(interval.estimate()).isEqualTo(50, offset(1e-9));
        assertThat(interval.low()).isBetween(44.0, 50.0);
        assertThat(interval.high()).isBetween(50.0, 56.0);
    }

    @Test
    void isNeverMoreCertainThanItsPointsAllow() {
        RankTest.Interval interval = RankTest.interval(from(500, 8), from(100, 8), 1e-6);

        assertThat(interval.low()).isNegative().isInfinite();
        assertThat(new RankTest()
                        .judge("depth", from(500, 8), from(100, 8), Direction.INCREASE, 0.25, 1e-6)
                        .level())
                .isEqualTo(Level.UNKNOWN);
    }

    private static List<Double> from(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(i -> (double) i).toList();
    }

    private static List<Double> same(double value) {
        return Collections.nCopies(10, value);
    }
}
