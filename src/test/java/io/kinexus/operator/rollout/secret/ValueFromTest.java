package io.kinexus.operator.rollout.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueFromTest {
    private static final String ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:a/b-AbCdEf";
    private static final String ONE = "11111111-2f57-4b59-9f7e-1c2d3e4f5a6b";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ARN,
                ARN + ":key::",
                ARN + ":::" + ONE,
                ARN + ":key:AWSPREVIOUS:",
                "arn:aws:ssm:us-east-1:123456789012:parameter/a/b",
                "a/b"
            })
    void whatIsReadIsWrittenAgain(String text) {
        assertThat(ValueFrom.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @CsvSource({
        ARN + ",         " + ONE + ", " + ARN + ":::" + ONE,
        ARN + ":key::,   " + ONE + ", " + ARN + ":key::" + ONE,
        ARN + ":key::x,  " + ONE + ", " + ARN + ":key::" + ONE,
        ARN + ":key::x,  '',          " + ARN + ":key::",
        ARN + ":::x,     '',          " + ARN,
        ARN + ":key::" + ONE + ", '', " + ARN + ":key::" + ONE,
        ARN + ":key:AWSPREVIOUS:, " + ONE + ", " + ARN + ":key:AWSPREVIOUS:"
    })
    void theVersionIsTheOneThatWasChosen(String before, String pin, String after) {
        Choice choice = new Choice("a/b", Optional.of(pin).filter(id -> !id.isEmpty()), ONE, "");
        ValueFrom from = ValueFrom.parse(before).as(choice);
        assertThat(from.arn()).isEqualTo(ARN);
        assertThat(from.text()).isEqualTo(after);
    }
}
