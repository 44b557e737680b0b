package io.kinexus.operator.sandbox.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** The tables of AWS's page about missing data, and its premature alarms: 0 is no breach, X a breach, - missing. */
class AlarmStateTest {
    private static final List<String> TREATMENTS = List.of("missing", "ignore", "breaching", "notBreaching");

    @ParameterizedTest
    @CsvSource({
        "0-X-X, OK OK OK OK",
        "----0, OK OK OK OK",
        "-----, INSUFFICIENT_DATA same ALARM OK",
        "0XX-X, ALARM ALARM ALARM ALARM",
        "--X--, ALARM same ALARM OK",
        "---XX, same same ALARM OK",
        "----X, same same ALARM OK"
    })
    void threeOutOfThree(String points, String wanted) {
        assertThat(states(points, 3)).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({
        "0-X-X, ALARM ALARM ALARM ALARM",
        "00X0X, ALARM ALARM ALARM ALARM",
        "0-X--, OK OK ALARM OK",
        "----0, OK OK ALARM OK",
        "---X-, ALARM same ALARM OK"
    })
    void twoOutOfThree(String points, String wanted) {
        assertThat(states(points, 2)).isEqualTo(wanted);
    }

    private static String states(String points, int mustBreach) {
        return String.join(
                " ",
                TREATMENTS.stream()
                        .map(treat -> state(points, mustBreach, treat))
                        .toList());
    }

    private static String state(String points, int mustBreach, String treat) {
        MetricAlarm alarm = MetricAlarm.builder()
                .evaluationPeriods(3)
                .datapointsToAlarm(mustBreach)
                .threshold(0.5)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .treatMissingData(treat)
                .build();
        double[] values = points.chars()
                .mapToDouble(one -> one == '-' ? Double.NaN : one == 'X' ? 1 : 0)
                .toArray();
        return AlarmState.of(alarm, values)
                .map(AlarmState.Judged::state)
                .map(StateValue::toString)
                .orElse("same");
    }
}
