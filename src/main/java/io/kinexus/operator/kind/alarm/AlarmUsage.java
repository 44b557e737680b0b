package io.kinexus.operator.kind.alarm;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;
import java.util.List;

/**
 * What an alarm is billed for: each metric that it looks at.
 *
 * @see <a href="https://aws.amazon.com/cloudwatch/pricing/">Amazon CloudWatch pricing</a>
 */
final class AlarmUsage {
    private AlarmUsage() {}

    static Usage of(int metrics) {
        return Usage.billed(Metered.of("CloudWatch/alarm standard resolution", metrics));
    }

    static int metrics(List<AlarmSpec.Query> queries) {
        return (int) queries.stream().filter(one -> one.stat().isPresent()).count();
    }
}
