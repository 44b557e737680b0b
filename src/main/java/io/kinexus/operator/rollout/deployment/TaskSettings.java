package io.kinexus.operator.rollout.deployment;

import java.util.Map;
import java.util.Set;

/**
 * Of a task definition, which never changes, what is needed to judge a task of it.
 *
 * @param essential names of containers that end the task when they end
 * @param logs by container: where its lines go, for those that write to CloudWatch Logs
 */
record TaskSettings(Set<String> essential, Map<String, Log> logs) {
    TaskSettings {
        essential = Set.copyOf(essential);
        logs = Map.copyOf(logs);
    }

    /** The {@code awslogs} driver's group and stream prefix. */
    record Log(String group, String prefix) {}
}
