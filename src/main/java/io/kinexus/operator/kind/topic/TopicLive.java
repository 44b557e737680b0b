package io.kinexus.operator.kind.topic;

import io.kinexus.operator.core.resource.Live;
import java.util.List;

/**
 * One topic as read.
 *
 * @param displayName empty text when it has none
 * @param grants what its policy allows, one entry a statement, as {@link TopicPolicy#grants} names them
 */
record TopicLive(String arn, String name, String displayName, List<String> grants) implements Live {
    TopicLive {
        grants = List.copyOf(grants);
    }
}
