package io.kinexus.operator.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.health.AlarmReading.Direction;
import io.kinexus.operator.core.health.Verdict.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmReadingTest {
    @ParameterizedTest(name = "{0} of {1} from {2}, now {3}: {4}")
    @CsvSource({
        "ABOVE,10,20,'26,26,26',UNHEALTHY",
        "ABOVE,10,20,'26,24,26',HEALTHY",
        "ABOVE,10,20,'25,25,25',HEALTHY",
        "ABOVE,10,20,'15,15,15',HEALTHY",
        "ABOVE,10,20,'99,99',HEALTHY",
        "ABOVE,0,0,'1,1,1',UNHEALTHY",
        "ABOVE,0,0,'0,0,0',HEALTHY",
        "BELOW,2,1,'0,0,0',UNHEALTHY",
        "BELOW,2,1,'1,0,0',HEALTHY",
        "BELOW,2,1,'5,5,5',HEALTHY",
    })
    void oneThatFiredBeforeAccusesOnlyWhenItGotWorse(
            Direction direction, double threshold, double before, String points, Level level) {
        List<Double> values =
                Arrays.stream(points.split(",")).map(Double::valueOf).toList();
        AlarmReading alarm = new AlarmReading("errors", true, Optional.of(direction), threshold, "crossed", values);
        assertThat(alarm.judge(Optional.of(before)).level()).isEqualTo(level);
        assertThat(alarm.judge(Optional.of(before)).because()).hasSize(1);
    }

    @Test
    void oneThatFiresOnlyNowAccuses() {
        AlarmReading alarm = new AlarmReading("errors", true, Optional.empty(), 0, "Threshold crossed", List.of());
        assertThat(alarm.judge(Optional.empty())).isEqualTo(Verdict.unhealthy("alarm errors: Threshold crossed"));
        assertThat(alarm.judge(Optional.of(0.0)).level()).isEqualTo(Level.HEALTHY);
    }

    @Test
    void oneThatIsQuietSaysNothing() {
        AlarmReading alarm =
                new AlarmReading("errors", false, Optional.of(Direction.ABOVE), 1, "", List.of(9.0, 9.0, 9.0));
        assertThat(alarm.judge(Optional.of(1.0))).isEqualTo(Verdict.healthy());
    }

    @Test
    void withoutAValueTheThresholdIsKept() {
        AlarmReading alarm = new AlarmReading("errors", true, Optional.of(Direction.ABOVE), 5, "", List.of());
        assertThat(alarm.present()).isEqualTo(5);
        assertThat(alarm.with(List.of(7.0, 6.0)).present()).isEqualTo(7);
    }
}
