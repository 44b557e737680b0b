package io.kinexus.operator.kind.queue;

import io.kinexus.operator.core.resource.Live;
import java.util.Set;

/**
 * One queue as read.
 *
 * @param senders whom its policy lets send, as {@link QueuePolicy#senders} names them
 * @param encrypted with SQS's own keys
 */
record QueueLive(String arn, String url, String name, int retentionSeconds, Set<String> senders, boolean encrypted)
        implements Live {
    QueueLive {
        senders = Set.copyOf(senders);
    }
}
