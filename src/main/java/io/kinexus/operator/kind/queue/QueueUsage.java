package io.kinexus.operator.kind.queue;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;

/**
 * What a queue is billed for: requests, of which one for dead letters sees few.
 *
 * @see <a href="https://aws.amazon.com/sqs/pricing/">Amazon SQS pricing</a>
 */
final class QueueUsage {
    static final Usage USAGE =
            Usage.billed(Metered.assumed("SQS/standard queue requests", 0, 0.01, 1, "millions; dead letters are few"));

    private QueueUsage() {}
}
