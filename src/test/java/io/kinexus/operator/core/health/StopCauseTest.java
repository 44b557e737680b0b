package io.kinexus.operator.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What AWS is known to write, as seen in its documentation and in public reports, and what it means. */
class StopCauseTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/health/stop-texts.csv", delimiter = '|', commentCharacter = '#', nullValues = "-")
    void everyTextHasItsCause(String cause, String code, String reason, String container, Integer exit) {
        StoppedTask task = new StoppedTask(
                "0123456789abcdef",
                Optional.ofNullable(code).orElse(""),
                Optional.ofNullable(reason).orElse(""),
                Optional.ofNullable(container).stream().toList(),
                Optional.ofNullable(exit),
                Instant.EPOCH);
        assertThat(task.cause()).isEqualTo(StopCause.valueOf(cause));
        assertThat(task.says())
                .startsWith("task 01234567: ")
                .contains(task.cause().words());
    }

    @Test
    void aLongReasonIsCut() {
        StoppedTask task =
                new StoppedTask("a", "TaskFailedToStart", "x".repeat(5000), List.of(), Optional.empty(), Instant.EPOCH);
        assertThat(task.says()).hasSizeLessThan(400).endsWith("...");
    }
}
