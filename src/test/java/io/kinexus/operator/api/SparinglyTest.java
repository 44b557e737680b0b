package io.kinexus.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SparinglyTest {
    private final AtomicLong now = new AtomicLong();
    private final Sparingly sparingly = new Sparingly(Duration.ofMinutes(1), now::get);

    @Test
    void oneOfAKindIsSaidInAStretchAndTheOthersAreCounted() {
        assertThat(sparingly.say("a")).contains(0L);
        assertThat(sparingly.say("a")).isEmpty();
        assertThat(sparingly.say("a")).isEmpty();
        assertThat(sparingly.say("b")).contains(0L);
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(sparingly.say("a")).contains(2L);
        assertThat(sparingly.say("a")).isEmpty();
    }

    @Test
    void aFloodFromEverywhereIsSaidSomeHundredsOfTimesAtMost() {
        long said = 0;
        for (int i = 0; i < 100_000; i++) {
            said += sparingly.say("address " + i).isPresent() ? 1 : 0;
        }
        assertThat(said).isBetween(2L, 300L);
    }

    @Test
    void whatIsShownOfAPathIsNoTokenAndOneLine() {
        assertThat(Refusals.shown("/api/v1/tokens/kxo_0123_abc")).isEqualTo("/api/v1/tokens/kxo_...");
        assertThat(Refusals.shown("/a\n12:00:00 WARN b c\u001b[31m")).isEqualTo("/a?12:00:00?WARN?b?c?[31m");
        assertThat(Refusals.shown("/" + "x".repeat(5000))).hasSizeLessThan(150);
    }
}
