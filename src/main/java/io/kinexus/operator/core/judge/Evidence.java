package io.kinexus.operator.core.judge;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known about one metric of a rollout. Minutes may come in any order, and some may be missing; each comes at most
 * once. A minute without requests says nothing and is dropped.
 *
 * @param candidate complete minutes of the new revision
 * @param baseline minutes of the old revision where both take traffic; else the service's own last hour before the shift;
 *     empty where there is none, as in a first deployment
 * @param concurrent whether both took traffic in the same minutes
 * @param history the service's own last hour before the shift, which tells how much it varies by itself; may be shorter
 */
public record Evidence(List<Minute> candidate, List<Minute> baseline, boolean concurrent, List<Minute> history) {
    public Evidence {
        candidate = ordered(candidate);
        baseline = ordered(baseline);
        history = ordered(history);
    }

    private static List<Minute> ordered(List<Minute> minutes) {
        return minutes.stream()
                .filter(minute -> minute.requests() > 0)
                .sorted(Comparator.comparing(Minute::at))
                .toList();
    }

    /** The newest minutes of the candidate, as many as there are. */
    List<Minute> latest(int most) {
        return candidate.subList(Math.max(0, candidate.size() - most), candidate.size());
    }

    /** The baseline in these very minutes; empty unless both took traffic. */
    List<Minute> beside(List<Minute> minutes) {
        Set<Instant> times = minutes.stream().map(Minute::at).collect(Collectors.toSet());
        return concurrent
                ? baseline.stream()
                        .filter(minute -> times.contains(minute.at()))
                        .toList()
                : List.of();
    }
}
