package io.kinexus.operator.rollout.deployment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * A service as DescribeServices shows it.
 *
 * @param parts its deployments, the newest first
 * @param revisions the ARNs of the revisions that have a say in it now
 */
record RunningService(String name, List<Part> parts, List<String> revisions) {
    RunningService {
        parts = List.copyOf(parts);
        revisions = List.copyOf(revisions);
    }

    /**
     * What runs of one task definition.
     *
     * @param rollout {@code IN_PROGRESS}, {@code COMPLETED} or {@code FAILED}
     */
    record Part(
            String id,
            String taskDefinition,
            String rollout,
            Instant createdAt,
            Instant updatedAt,
            int desired,
            int running) {}

    /** The one in front. */
    Optional<Part> primary() {
        return parts.stream().findFirst();
    }

    Optional<Part> of(String taskDefinition) {
        return parts.stream()
                .filter(part -> part.taskDefinition().equals(taskDefinition))
                .findFirst();
    }

    /** Differs as soon as a deployment has begun, ended or turned. */
    String fingerprint() {
        return String.join(
                " ",
                parts.stream()
                        .map(part -> part.id() + part.rollout() + part.updatedAt())
                        .toList());
    }

    /** How many tasks of this task definition there are to be. */
    int desired(String taskDefinition) {
        return sum(taskDefinition, Part::desired);
    }

    /** How many tasks of it run. */
    int running(String taskDefinition) {
        return sum(taskDefinition, Part::running);
    }

    /** The share of tasks that run this task definition, in percent. */
    double share(String taskDefinition) {
        int all = parts.stream().mapToInt(Part::running).sum();
        return all == 0 ? 0 : 100.0 * running(taskDefinition) / all;
    }

    private int sum(String taskDefinition, ToIntFunction<Part> count) {
        return parts.stream()
                .filter(part -> part.taskDefinition().equals(taskDefinition))
                .mapToInt(count)
                .sum();
    }
}
