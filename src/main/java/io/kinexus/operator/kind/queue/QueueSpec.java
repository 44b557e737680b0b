package io.kinexus.operator.kind.queue;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;

/**
 * One standard queue, encrypted with SQS's own keys.
 *
 * @param name 1 to 80 letters, digits, hyphens and underscores
 * @param retentionSeconds 60 to 1209600: how long a message is kept
 * @param senders who may put messages in, beside the account itself
 */
public record QueueSpec(String name, int retentionSeconds, List<Sender> senders) implements Spec {
    public QueueSpec {
        senders = List.copyOf(senders);
    }

    /**
     * One AWS service, for one resource.
     *
     * @param service its principal: {@code events.amazonaws.com}
     * @param sourceArn of the resource that it sends for
     */
    public record Sender(String service, String sourceArn) {
        @Override
        public String toString() {
            return service + " for " + sourceArn;
        }
    }
}
