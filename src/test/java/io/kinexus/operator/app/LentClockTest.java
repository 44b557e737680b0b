package io.kinexus.operator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.control.SandboxServer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LentClockTest {
    @Test
    void goesByTheSandboxsTimeAndSpeed() {
        try (SandboxServer server = SandboxServer.start(SandboxScript.plain(), 0, 2)) {
            server.sandbox().advance(Duration.ofHours(3));
            LentClock clock = new LentClock(server.uri().resolve("/_sandbox"));
            assertThat(clock.instant())
                    .isBetween(
                            SandboxScript.MONDAY.plus(Duration.ofHours(3)),
                            SandboxScript.MONDAY.plus(Duration.ofHours(4)));
            assertThat(clock.real(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(5));
        }
    }

    @Test
    void aClockThatCannotBeReadIsAnError() {
        URI nowhere = URI.create("http://127.0.0.1:1/_sandbox");
        assertThatThrownBy(() -> new LentClock(nowhere))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("127.0.0.1:1/_sandbox/clock");
    }
}
