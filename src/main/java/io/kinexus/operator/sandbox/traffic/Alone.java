package io.kinexus.operator.sandbox.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Since when one task definition has taken all traffic of a service. */
final class Alone {
    private record Since(String taskDefinition, Instant at) {}

    private final Map<String, Since> byService = new HashMap<>();

    /** @param serving the task definitions that took requests in the last minute */
    void saw(String service, Set<String> serving, Instant now) {
        if (serving.size() != 1) {
            byService.remove(service);
            return;
        }
        String only = serving.iterator().next();
        Since before = byService.get(service);
        if (before == null || !before.taskDefinition().equals(only)) {
            byService.put(service, new Since(only, now));
        }
    }

    Duration since(String service, String taskDefinition, Instant now) {
        Since since = byService.get(service);
        return since != null && since.taskDefinition().equals(taskDefinition)
                ? Duration.between(since.at(), now)
                : Duration.ZERO;
    }
}
