package io.kinexus.operator.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.health.Targets.State;
import io.kinexus.operator.core.health.Targets.Target;
import io.kinexus.operator.core.health.Verdict.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {
    private static final Instant NOW = Instant.parse("2026-01-05T15:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(95);

    /** h healthy, i at its first checks, d draining, u unhealthy after its time, y unhealthy and young, f fallen and young. */
    @ParameterizedTest(name = "{0}, traffic {1}: {2}")
    @CsvSource({
        "hhhh,true,HEALTHY",
        "uhhh,true,HEALTHY",
        "uuhh,true,UNHEALTHY",
        "uuuu,true,UNHEALTHY",
        "uuuu,false,UNHEALTHY",
        "u,false,UNHEALTHY",
        "y,false,HEALTHY",
        "yyyy,false,HEALTHY",
        "f,false,HEALTHY",
        "hf,true,UNHEALTHY",
        "hy,true,HEALTHY",
        "iiii,false,HEALTHY",
        "iiii,true,UNHEALTHY",
        "ihhh,true,HEALTHY",
        "dddh,true,HEALTHY",
        "dddd,true,UNHEALTHY",
        "ud,false,UNHEALTHY",
        "'',false,HEALTHY",
        "'',true,UNHEALTHY",
    })
    void halfSickOrNobodyThere(String letters, boolean traffic, Level level) {
        assertThat(targets(letters).judge(traffic, NOW).verdict().level()).isEqualTo(level);
    }

    @Test
    void whatStillStartsIsWaitedFor() {
        assertThat(targets("hiiy").judge(false, NOW).waits()).contains("1 of 4 targets are healthy yet");
        assertThat(targets("hhdd").judge(true, NOW)).isEqualTo(Finding.fine());
    }

    private static Targets targets(String letters) {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            State state =
                    switch (letter) {
                        case 'h' -> State.HEALTHY;
                        case 'i' -> State.INITIAL;
                        case 'd' -> State.DRAINING;
                        default -> State.UNHEALTHY;
                    };
            Instant started =
                    letter == 'u' ? NOW.minus(PATIENCE) : NOW.minus(PATIENCE).plusSeconds(1);
            targets.add(new Target("10.0.0." + i, state, "Request timed out", letter == 'f', Optional.of(started)));
        }
        return new Targets(targets, PATIENCE);
    }
}
