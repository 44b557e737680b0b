package io.kinexus.operator.sandbox.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

/** Trimmed counts and percentile ranks with absolute bounds: the lower one is left out, the upper one taken in. */
class BetweenBoundsTest {
    @ParameterizedTest
    @CsvSource({
        "TC(2:),1",
        "TC(:2),99",
        "TC(1:2),49",
        "TC(0.5:),100",
        "TC(100:),0",
        "PR(:1),50",
        "PR(1:2),49",
        "PR(:0.5),0"
    })
    void valuesThatWerePutOneByOne(String statistic, double expected) {
        SandboxDoor door = new SandboxDoor();
        CloudWatchClient cloudWatch = door.scope().client(CloudWatchClient.class);
        cloudWatch.putMetricData(r -> r.namespace("Test")
                .metricData(MetricDatum.builder()
                        .metricName("latency")
                        .values(1.0, 2.0, 100.0)
                        .counts(50.0, 49.0, 1.0)
                        .build()));
        door.sandbox().advance(Duration.ofMinutes(1));
        assertThat(cloudWatch
                        .getMetricData(r -> r.startTime(
                                        door.sandbox().clock().instant().minusSeconds(60))
                                .endTime(door.sandbox().clock().instant())
                                .metricDataQueries(MetricDataQuery.builder()
                                        .id("one")
                                        .metricStat(s -> s.stat(statistic)
                                                .period(60)
                                                .metric(m -> m.namespace("Test").metricName("latency")))
                                        .build()))
                        .metricDataResults()
                        .get(0)
                        .values())
                .singleElement()
                .satisfies(value -> assertThat(value).isCloseTo(expected, within(1e-9)));
    }

    @Test
    void ofALogNormalTheShareIsTheInverseOfTheQuantile() {
        Distribution latency = Distribution.logNormal(0.04, 0.692);
        for (double share : new double[] {0.01, 0.1, 0.5, 0.9, 0.99, 0.999}) {
            assertThat(latency.below(latency.quantile(share))).isCloseTo(share, within(0.0005));
        }
        assertThat(latency.below(0)).isZero();
        assertThat(latency.below(Double.POSITIVE_INFINITY)).isOne();
    }
}
