package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.health.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/** Numbers and evidence as people read them. */
final class Words {
    private static final long MINUTE = 60;
    private static final int LINES = 3;

    private Words() {}

    /** {@code 5 %}, {@code 0.1 %}. */
    static String percent(double percent) {
        BigDecimal tenths = BigDecimal.valueOf(percent).setScale(1, RoundingMode.HALF_UP);
        return tenths.signum() == 0 ? "0 %" : tenths.stripTrailingZeros().toPlainString() + " %";
    }

    /** {@code 90 s} below three minutes unless they are whole, else in minutes. */
    static String time(Duration time) {
        long seconds = time.toSeconds();
        return seconds >= 3 * MINUTE || (seconds > 0 && seconds % MINUTE == 0)
                ? Math.round((double) seconds / MINUTE) + " min"
                : seconds + " s";
    }

    /** {@code 2 of 3 tasks are healthy}. */
    static String tasks(Deployment deployment) {
        return deployment.healthy() + " of " + deployment.wanted() + " tasks are healthy";
    }

    static String because(Verdict verdict) {
        return verdict.because().isEmpty() ? "nothing was found" : String.join("; ", verdict.because());
    }

    /** A colon and what was said, where something was. */
    static String said(String what) {
        return what.isBlank() ? "" : ": " + what;
    }

    /** What a task ended with, and the last of what it wrote. */
    static String ended(Ended task) {
        List<String> log = task.log();
        List<String> last = log.subList(Math.max(0, log.size() - LINES), log.size());
        return said(task.said()) + (last.isEmpty() ? "" : "; its log ends with: " + String.join(" | ", last));
    }
}
