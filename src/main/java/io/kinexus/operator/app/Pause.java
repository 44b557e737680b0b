package io.kinexus.operator.app;

import io.kinexus.operator.cli.Refused;
import java.time.Duration;

/** The one place that waits for real time to pass. */
final class Pause {
    private Pause() {}

    /**
     * @param before what does not come to pass when somebody ends it: {@code the ledger was up}
     * @throws Refused when it is interrupted
     */
    static void of(Duration time, String before) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Refused.because("interrupted before " + before);
        }
    }
}
