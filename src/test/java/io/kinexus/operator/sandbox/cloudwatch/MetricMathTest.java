package io.kinexus.operator.sandbox.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricMathTest {
    private static final double NONE = Double.NaN;
    private static final Map<String, double[]> LINES =
            Map.of("a", new double[] {1, 2, NONE, 4}, "b", new double[] {10, NONE, NONE, 0});

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "a + b => 11 - - 4",
                "a - 1 => 0 1 - 3",
                "2 * a + 1 => 3 5 - 9",
                "a / b => 0.1 - - -",
                "-a ^ 2 => -1 -4 - -16",
                "(a + 1) * 2 => 4 6 - 10",
                "FILL(b, 0) => 10 0 0 0",
                "FILL(a, REPEAT) => 1 2 2 4",
                "MAX([a, b]) => 10 2 - 4",
                "SUM([FILL(a, 0), FILL(b, 0)]) => 11 2 0 4",
                "AVG(METRICS()) => 5.5 2 - 2",
                "a * 0 + MAX(a) => 4 4 - 4",
                "IF(FILL(b, 0) > 0, 100 * a / b, 0) => 10 0 0 0",
                "IF(a > 1 AND a < 4, a) => - 2 - -",
                "a >= 2 || b == 10 => 1 - - 1",
                "CEIL(a / 4) => 1 1 - 1"
            })
    void computes(String expression, String wanted) {
        MathValue value = MetricMath.parse(expression).node().on(new Table());
        assertThat(text(value)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEARCH('x', 'Sum')", "a +", "FOO(a)", "(a", "a b", "A + 1", "FILL(a, LINEAR)", "a $ b"})
    void refusesWhatItDoesNotKnow(String expression) {
        assertThatThrownBy(() -> MetricMath.parse(expression))
                .isInstanceOfSatisfying(
                        AwsFault.class, fault -> assertThat(fault.code()).isEqualTo("ValidationError"));
    }

    private static String text(MathValue value) {
        return Arrays.stream(new int[] {0, 1, 2, 3})
                .mapToDouble(value::at)
                .mapToObj(one -> Double.isNaN(one)
                        ? "-"
                        : String.format(Locale.ROOT, "%.10f", one).replaceAll("\\.?0+$", ""))
                .collect(Collectors.joining(" "));
    }

    private static final class Table implements MetricMath.Grid {
        @Override
        public int points() {
            return 4;
        }

        @Override
        public MathValue line(String id) {
            return new MathValue.Line(LINES.getOrDefault(id, new double[4]));
        }

        @Override
        public MathValue quota(String id) {
            return new MathValue.Line(new double[points()]);
        }

        @Override
        public List<MathValue> metrics() {
            return List.of(line("a"), line("b"));
        }
    }
}
