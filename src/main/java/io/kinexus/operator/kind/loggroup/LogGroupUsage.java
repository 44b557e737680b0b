package io.kinexus.operator.kind.loggroup;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;
import java.util.Optional;

/**
 * What a log group is billed for: what comes in, and what is kept.
 *
 * @see <a href="https://aws.amazon.com/cloudwatch/pricing/">Amazon CloudWatch pricing</a>
 */
final class LogGroupUsage {
    private static final double MONTH = 30;
    private static final double LEAST = 0.2;
    private static final double USUAL = 3;
    private static final double MOST = 30;
    /** What is kept for ever is counted as a year of it. */
    private static final int FOR_EVER = 365;

    private LogGroupUsage() {}

    static Usage of(Optional<Integer> retentionDays) {
        double months = retentionDays.orElse(FOR_EVER) / MONTH;
        String kept = retentionDays.map(days -> days + " days of it").orElse("a year of it; it is kept for ever");
        return Usage.billed(
                Metered.assumed(
                        "CloudWatch/logs ingestion standard class", LEAST, USUAL, MOST, "what is logged, in GB"),
                Metered.assumed("CloudWatch/logs storage", LEAST * months, USUAL * months, MOST * months, kept));
    }
}
