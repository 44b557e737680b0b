package io.kinexus.operator.blueprint.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expression finds exactly the numbers that are at least so much, and is one that CloudWatch Logs takes. */
class AtLeastTest {
    private static final double[] FACTORS = {
        0, 0.001, 0.1, 0.5, 0.9, 0.99, 0.999, 1, 1.001, 1.01, 1.1, 1.9, 2, 7, 10, 99
    };

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "9", "10", "15", "99", "100", "250", "999", "1000", "1500", "1999", "30000", "3600000"})
    void millisecondsOfPostgres(String least) {
        holds(least, "duration: ", "%.3f ms  statement: SELECT 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.001", "0.5", "0.999", "1", "1.5", "2.25", "10", "99.9", "3600"})
    void secondsOfMysql(String least) {
        holds(least, "# Query_time: ", "%.6f  Lock_time: 0.000002");
    }

    private static void holds(String least, String before, String form) {
        String pattern = new AtLeast(
                        before.substring(before.indexOf(' ') < 2 ? 2 : 0).trim() + "\\s", new BigDecimal(least))
                .pattern();
        assertThat(pattern).startsWith("%").endsWith("%").hasSizeLessThan(1024);
        assertThat(pattern.substring(1, pattern.length() - 1)).matches("[A-Za-z0-9:_\\\\{}|\\[\\].-]+");
        Pattern expression = Pattern.compile(pattern.substring(1, pattern.length() - 1));
        for (double factor : FACTORS) {
            BigDecimal value = new BigDecimal(String.format(Locale.ROOT, "%.3f", Double.parseDouble(least) * factor));
            String line = before + String.format(Locale.ROOT, form, value);
            assertThat(expression.matcher(line).find())
                    .as("%s in %s", value, pattern)
                    .isEqualTo(value.compareTo(new BigDecimal(least)) >= 0);
        }
    }
}
