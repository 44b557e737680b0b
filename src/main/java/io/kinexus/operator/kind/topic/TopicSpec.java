package io.kinexus.operator.kind.topic;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Optional;

/**
 * One standard topic.
 *
 * @param name at most 256 letters, digits, hyphens and underscores
 * @param displayName the sender that e-mails and texts show; empty shows the topic's name
 * @param publishers service principals that may publish, each only for this account: {@code cloudwatch.amazonaws.com}
 */
public record TopicSpec(String name, Optional<String> displayName, List<String> publishers) implements Spec {
    public TopicSpec {
        publishers = List.copyOf(publishers);
    }
}
