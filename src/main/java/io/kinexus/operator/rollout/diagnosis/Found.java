package io.kinexus.operator.rollout.diagnosis;

import io.kinexus.operator.core.resource.ResourceId;
import java.util.List;

/**
 * One thing that is wrong.
 *
 * @param says what, in a sentence
 * @param help what to do
 * @param evidence what shows it, such as the last lines of a log
 */
public record Found(Rank rank, ResourceId resource, String says, String help, List<String> evidence) {
    public Found {
        evidence = List.copyOf(evidence);
    }

    Found(Rank rank, ResourceId resource, String says, String help) {
        this(rank, resource, says, help, List.of());
    }
}
