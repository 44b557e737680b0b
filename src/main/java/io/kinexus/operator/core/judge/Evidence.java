package io.kinexus.operator.core.judge;

import java.util.List;

/**
 * What is known about one metric of a rollout.
 *
 * @param candidate complete minutes of the new revision, oldest first
 * @param baseline the same minutes of the old revision where both take traffic; else the service's own last hour before
 *     the shift
 * @param concurrent whether both took traffic in the same minutes
 * @param history the service's own last hour before the shift, which tells how much it varies by itself
 */
public record Evidence(List<Minute> candidate, List<Minute> baseline, boolean concurrent, List<Minute> history) {
    public Evidence {
        candidate = List.copyOf(candidate);
        baseline = List.copyOf(baseline);
        history = List.copyOf(history);
    }
}
