package io.kinexus.operator.sandbox.applicationautoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsScheduleTest {
    /** A Monday. */
    private static final Instant NOW = Instant.parse("2026-01-05T15:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "cron(0 20 * * ? *), UTC, 2026-01-05T20:00:00Z",
        "cron(0 20 * * ? *), America/New_York, 2026-01-06T01:00:00Z",
        "cron(0 7 ? * MON-FRI *), UTC, 2026-01-06T07:00:00Z",
        "cron(0 7 ? * 1 *), UTC, 2026-01-11T07:00:00Z",
        "cron(0/15 15 * * ? *), UTC, 2026-01-05T15:15:00Z",
        "cron(0 0 L * ? *), UTC, 2026-01-31T00:00:00Z",
        "cron(0 9 ? * 6#2 *), UTC, 2026-01-09T09:00:00Z",
        "rate(12 hours), UTC, 2026-01-06T02:00:00Z",
        "rate(1 minute), UTC, 2026-01-05T15:01:00Z",
        "at(2026-02-01T08:30:00), Europe/Berlin, 2026-02-01T07:30:00Z"
    })
    void comesNext(String schedule, String zone, Instant next) {
        Instant from = Instant.parse("2026-01-05T14:00:00Z");
        assertThat(AwsSchedule.parse(schedule, ZoneId.of(zone), from).next(NOW)).contains(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0 20 * * *", "cron(0 20 * * *)", "cron(0 20 * * * *)", "rate(0 hours)", "rate(2 weeks)", "at(x)"
            })
    void isNoSchedule(String text) {
        assertThatThrownBy(() -> AwsSchedule.parse(text, ZoneId.of("UTC"), NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
