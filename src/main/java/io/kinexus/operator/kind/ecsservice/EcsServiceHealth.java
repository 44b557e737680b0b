package io.kinexus.operator.kind.ecsservice;

import io.kinexus.operator.core.health.Verdict;

/** What ECS itself says about a service. Pure. */
final class EcsServiceHealth {
    private static final String IMPAIRED = "unable to consistently start tasks";
    private static final String UNPLACED = "was unable to place a task";

    private EcsServiceHealth() {}

    static Verdict of(EcsServiceLive live) {
        EcsServiceLive.Progress progress = live.progress();
        if (progress.rollout().equals("FAILED")) {
            return Verdict.unhealthy("deployment failed: " + progress.reason());
        }
        String latest = progress.says().stream().findFirst().orElse("");
        if (latest.contains(IMPAIRED) || latest.contains(UNPLACED)) {
            return Verdict.unhealthy(latest);
        }
        if (progress.failed() > 0) {
            return Verdict.unhealthy(progress.failed() + " tasks in a row failed: " + latest);
        }
        if (progress.rollout().equals("COMPLETED") && progress.running() < live.desiredCount()) {
            return Verdict.unhealthy(progress.running() + " of " + live.desiredCount() + " tasks run");
        }
        if (live.silent()) {
            return Verdict.unknown("none of " + live.desiredCount() + " tasks runs, and ECS says nothing about it yet");
        }
        return Verdict.healthy();
    }
}
