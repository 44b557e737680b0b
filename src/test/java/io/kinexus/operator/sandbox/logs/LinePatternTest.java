package io.kinexus.operator.sandbox.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.sandbox.AwsFault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter patterns</a>
 */
class LinePatternTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
        ``               ~ anything at all        ~ true
        ERROR            ~ [ERROR 400] BAD        ~ true
        ERROR            ~ error                  ~ false
        ERROR ARGUMENTS  ~ ERROR of ARGUMENTS     ~ true
        ERROR ARGUMENTS  ~ ERROR alone            ~ false
        "not found"      ~ page was not found     ~ true
        "not found"      ~ found, not             ~ false
        ?ERROR ?WARN     ~ WARN disk              ~ true
        ?ERROR ?WARN     ~ INFO disk              ~ false
        ERROR -EXITING   ~ ERROR EXITING          ~ false
        ERROR -EXITING   ~ ERROR going on         ~ true
        %duration:\\s[2-9]\\d% ~ duration: 25 ms  ~ true
        %duration:\\s[2-9]\\d% ~ duration: 15 ms  ~ false
        """)
    void aLineMatchesAsAwsSays(String pattern, String line, boolean matches) {
        assertThat(LinePattern.of(pattern).test(line)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%(a|b)%", "%a b%", "%[a%", "%a!%"})
    void anExpressionThatAwsDoesNotTakeIsRefused(String pattern) {
        assertThat(catchThrowableOfType(AwsFault.class, () -> LinePattern.of(pattern)))
                .isNotNull();
    }
}
