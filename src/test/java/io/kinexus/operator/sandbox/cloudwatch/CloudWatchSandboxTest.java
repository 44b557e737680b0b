package io.kinexus.operator.sandbox.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.sandbox.sns.SnsSandbox;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.sns.SnsClient;

class CloudWatchSandboxTest {
    private final SandboxDoor door = new SandboxDoor();
    private final CloudWatchClient cloudWatch = door.scope().client(CloudWatchClient.class);

    /** Twenty seconds past the minute: what is sent then is looked at within the next sixty. */
    @BeforeEach
    void pastTheMinute() {
        door.sandbox().advance(Duration.ofSeconds(20));
    }

    @Test
    void anAlarmIsBornWithoutDataAndGoesOffAfterThreeBreachesAndTellsTheTopic() {
        String topic = door.scope()
                .client(SnsClient.class)
                .createTopic(r -> r.name("oncall"))
                .topicArn();
        cloudWatch.putMetricAlarm(alarm(r -> r.alarmActions(topic).okActions(topic)));
        assertThat(state()).isEqualTo(StateValue.INSUFFICIENT_DATA);
        minutes(90, 90);
        minutes(10);
        assertThat(state()).isEqualTo(StateValue.OK);
        minutes(90, 90);
        assertThat(state()).as("two of three").isEqualTo(StateValue.OK);
        minutes(90);
        assertThat(state()).isEqualTo(StateValue.ALARM);
        List<SnsSandbox.Message> told = door.sandbox().locked(() -> door.sandbox()
                .account("123456789012", "us-east-1")
                .service(SnsSandbox.class)
                .messages());
        assertThat(told).extracting(SnsSandbox.Message::subject).last().isEqualTo("ALARM: \"hot\" in us-east-1");
        assertThat(cloudWatch
                        .describeAlarmHistory(r -> r.alarmName("hot").historyItemType("StateUpdate"))
                        .alarmHistoryItems())
                .isNotEmpty();
    }

    @Test
    void aCompositeAlarmFollowsItsChildren() {
        cloudWatch.putMetricAlarm(alarm(r -> {}));
        cloudWatch.putCompositeAlarm(r -> r.alarmName("all").alarmRule("ALARM(\"hot\") AND NOT OK(hot)"));
        minutes(90, 90, 90);
        assertThat(cloudWatch
                        .describeAlarms(r -> r.alarmTypes(AlarmType.COMPOSITE_ALARM))
                        .compositeAlarms())
                .extracting(one -> one.stateValue())
                .containsExactly(StateValue.ALARM);
        assertThat(cloudWatch.describeAlarms(r -> {}).compositeAlarms()).isEmpty();
    }

    @Test
    void percentilesStatisticsAndMathAreRead() {
        cloudWatch.putMetricData(r -> r.namespace("Test")
                .metricData(MetricDatum.builder()
                        .metricName("latency")
                        .values(1.0, 2.0, 100.0)
                        .counts(50.0, 49.0, 1.0)
                        .build()));
        door.sandbox().advance(Duration.ofMinutes(1));
        List<MetricDataResult> results = cloudWatch
                .getMetricData(r -> r.startTime(start())
                        .endTime(now())
                        .metricDataQueries(
                                query("p50"),
                                query("p99"),
                                query("Maximum"),
                                query("SampleCount"),
                                MetricDataQuery.builder()
                                        .id("e")
                                        .expression("maximum - p50")
                                        .build()))
                .metricDataResults();
        assertThat(results).extracting(one -> one.values().get(0)).containsExactly(1.0, 2.0, 100.0, 100.0, 99.0);
        assertThat(cloudWatch.listMetrics(r -> r.namespace("Test")).metrics()).hasSize(1);
    }

    @Test
    void whatAwsRefusesIsRefused() {
        refused(r -> r.datapointsToAlarm(4), "ValidationError");
        refused(r -> r.period(45), "ValidationError");
        refused(r -> r.extendedStatistic("p99"), "InvalidParameterCombination");
        refused(r -> r.treatMissingData("never"), "ValidationError");
        refused(r -> r.threshold(null), "MissingParameter");
        refused(r -> r.evaluationPeriods(1441), "ValidationError");
    }

    private void refused(Consumer<PutMetricAlarmRequest.Builder> change, String code) {
        assertThatThrownBy(() -> cloudWatch.putMetricAlarm(alarm(change)))
                .isInstanceOfSatisfying(
                        CloudWatchException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    private static PutMetricAlarmRequest alarm(Consumer<PutMetricAlarmRequest.Builder> change) {
        PutMetricAlarmRequest.Builder alarm = PutMetricAlarmRequest.builder()
                .alarmName("hot")
                .namespace("Test")
                .metricName("cpu")
                .statistic("Average")
                .period(60)
                .evaluationPeriods(3)
                .threshold(80.0)
                .comparisonOperator("GreaterThanThreshold");
        change.accept(alarm);
        return alarm.build();
    }

    private static MetricDataQuery query(String stat) {
        return MetricDataQuery.builder()
                .id(stat.substring(0, 1).toLowerCase(Locale.ROOT) + stat.substring(1))
                .metricStat(m -> m.metric(x -> x.namespace("Test").metricName("latency"))
                        .period(60)
                        .stat(stat))
                .build();
    }

    /** One value a minute; the alarm has been evaluated after each. */
    private void minutes(double... values) {
        for (double value : values) {
            cloudWatch.putMetricData(r -> r.namespace("Test")
                    .metricData(
                            MetricDatum.builder().metricName("cpu").value(value).build()));
            door.sandbox().advance(Duration.ofSeconds(60));
        }
    }

    private StateValue state() {
        return cloudWatch
                .describeAlarms(r -> r.alarmNames("hot"))
                .metricAlarms()
                .get(0)
                .stateValue();
    }

    private Instant now() {
        return door.sandbox().clock().instant();
    }

    private Instant start() {
        return now().minus(Duration.ofMinutes(5));
    }
}
