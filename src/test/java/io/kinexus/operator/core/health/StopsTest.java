package io.kinexus.operator.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.health.Verdict.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopsTest {
    private static final Instant NOW = Instant.parse("2026-01-05T15:00:00Z");

    @ParameterizedTest
    @CsvSource({"0,2", "1,2", "4,2", "5,2", "8,2", "9,3", "20,5", "37,10", "40,10", "400,10"})
    void aQuarterIsTooManyFromTwoToTen(int wanted, int threshold) {
        assertThat(Stops.threshold(wanted)).isEqualTo(threshold);
    }

    @ParameterizedTest
    @CsvSource({"1,4,HEALTHY", "2,4,UNHEALTHY", "2,12,HEALTHY", "3,12,UNHEALTHY", "9,100,HEALTHY", "10,100,UNHEALTHY"})
    void crashesCountUpToTheThreshold(int crashes, int wanted, Level level) {
        List<StoppedTask> tasks = new ArrayList<>();
        for (int i = 0; i < crashes; i++) {
            tasks.add(task("EssentialContainerExited", "Essential container in task exited", Duration.ofMinutes(i)));
        }
        Finding found = Stops.judge(tasks, wanted, NOW);
        assertThat(found.verdict().level()).isEqualTo(level);
        assertThat(found.decisive()).isFalse();
        assertThat(found.verdict().because()).hasSize(1);
    }

    @Test
    void theFirstTaskDecidesWhereTheNextWouldEndTheSame() {
        Finding found = Stops.judge(
                List.of(task("TaskFailedToStart", "CannotPullContainerError: manifest unknown", Duration.ZERO)),
                50,
                NOW);
        assertThat(found.verdict().level()).isEqualTo(Level.UNHEALTHY);
        assertThat(found.decisive()).isTrue();
        assertThat(found.verdict().because().get(0)).contains("manifest unknown");
    }

    @Test
    void whatIsNotTheVersionsFaultWaits() {
        List<StoppedTask> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tasks.add(task("TaskFailedToStart", "Capacity is unavailable at this time.", Duration.ofSeconds(i)));
            tasks.add(task("SpotInterruption", "Your Spot Task was interrupted.", Duration.ofMinutes(1)));
        }
        Finding found = Stops.judge(tasks, 2, NOW);
        assertThat(found.verdict().level()).isEqualTo(Level.HEALTHY);
        assertThat(found.waits()).hasValueSatisfying(why -> assertThat(why).contains("no capacity"));
    }

    @Test
    void stopsOnPurposeSayNothing() {
        List<StoppedTask> tasks = List.of(
                task("ServiceSchedulerInitiated", "Scaling activity initiated by (deployment x)", Duration.ZERO),
                task("ServiceSchedulerInitiated", "Scaling activity initiated by (deployment x)", Duration.ZERO),
                task("UserInitiated", "Task stopped by user", Duration.ZERO));
        assertThat(Stops.judge(tasks, 1, NOW)).isEqualTo(Finding.fine());
    }

    @Test
    void whatEcsNoLongerShowsDoesNotCountEitherSoThatARestartChangesNothing() {
        List<StoppedTask> tasks = List.of(
                task("EssentialContainerExited", "Essential container in task exited", Duration.ofMinutes(61)),
                task("EssentialContainerExited", "Essential container in task exited", Duration.ofMinutes(1)));
        assertThat(Stops.judge(tasks, 2, NOW).verdict().level()).isEqualTo(Level.HEALTHY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "waits | (service api) was unable to place a task. Reason: Capacity is unavailable at this time.",
                "waits | (service api) was unable to place a task because no container instance met all of its"
                        + " requirements.",
                "unhealthy | (service api) failed to launch a task with (error ECS was unable to assume the role"
                        + " 'arn:x').",
                "fine | (service api) failed to launch a task with (error ClientException: something else).",
                "fine | (service api) has started 1 tasks: (task 0123).",
                "fine | (service api) has reached a steady state."
            })
    void eventsTellOfRoomAndOfRoles(String expected, String message) {
        Finding found = Stops.event(message);
        assertThat(found.waits().isPresent()).isEqualTo(expected.equals("waits"));
        assertThat(found.verdict().level()).isEqualTo(expected.equals("unhealthy") ? Level.UNHEALTHY : Level.HEALTHY);
        assertThat(found.decisive()).isEqualTo(expected.equals("unhealthy"));
    }

    private static StoppedTask task(String code, String reason, Duration ago) {
        return new StoppedTask("0123456789", code, reason, List.of(), Optional.empty(), NOW.minus(ago));
    }
}
