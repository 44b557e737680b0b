package io.kinexus.operator.engine;

import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.run.Run;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Sync and health of an environment, from its plan and what was seen. Pure. */
final class Standings {
    private Standings() {}

    static Snapshot of(Settings settings, Plan plan, World world, boolean paused, Instant observed, Run last) {
        Verdict verdict = Verdict.worst(judged(world));
        return new Snapshot(
                plan.environment(),
                settings.mode(),
                plan.commit(),
                sync(plan),
                health(plan, world, verdict, paused),
                verdict.because(),
                Optional.of(observed),
                Optional.of(plan),
                last);
    }

    private static String sync(Plan plan) {
        if (!plan.complete()) {
            return "Unknown";
        }
        return plan.empty() ? "InSync" : "OutOfSync";
    }

    private static String health(Plan plan, World world, Verdict verdict, boolean paused) {
        if (verdict.level() == Verdict.Level.UNHEALTHY) {
            return "Degraded";
        }
        boolean moving = world.sightings().values().stream().anyMatch(seen -> !seen.settled())
                || plan.steps().stream().anyMatch(step -> step.goes());
        if (moving) {
            return "Progressing";
        }
        if (paused) {
            return "Suspended";
        }
        return verdict.level() == Verdict.Level.UNKNOWN || !plan.complete() ? "Unknown" : "Healthy";
    }

    /** What waits for a kind that is not managed yet does not count. */
    private static Collection<Verdict> judged(World world) {
        return world.sightings().values().stream()
                .filter(seen -> seen.wanted().waitsFor().isEmpty())
                .map(seen -> named(seen, seen.health()))
                .toList();
    }

    private static Verdict named(Sighting<?, ?> seen, Verdict verdict) {
        return new Verdict(
                verdict.level(),
                verdict.because().stream()
                        .map(why -> seen.id().local() + ": " + why)
                        .toList());
    }
}
