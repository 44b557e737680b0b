package io.kinexus.operator.engine;

import io.kinexus.operator.core.gate.Circumstances;
import io.kinexus.operator.core.health.Recoverable;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.plan.Cost;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.run.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sync and health of an environment, from its plan, what was seen, and how its rollouts stand. Pure. */
final class Standings {
    private Standings() {}

    /** @param now what the plan was ruled by; its time is that of the look */
    static Snapshot of(Plan plan, World world, Circumstances now, Run last) {
        Health health = health(plan, world, now);
        return new Snapshot(
                plan.environment(),
                now.settings().mode(),
                plan.commit(),
                sync(plan),
                health.word(),
                Stream.concat(health.because().stream(), overBudget(plan)).toList(),
                Optional.of(now.now()),
                Optional.of(plan),
                last,
                world.sightings().values().stream()
                        .flatMap(seen -> seen.recoverable().stream())
                        .sorted(Comparator.comparing(Recoverable::resource))
                        .toList());
    }

    private static Stream<String> overBudget(Plan plan) {
        return plan.cost().flatMap(Cost::over).stream();
    }

    private record Health(String word, List<String> because) {}

    private static String sync(Plan plan) {
        if (!plan.complete()) {
            return "Unknown";
        }
        return plan.empty() ? "InSync" : "OutOfSync";
    }

    private static Health health(Plan plan, World world, Circumstances now) {
        RolloutStandings rollouts = new RolloutStandings(now.courses(), now.now());
        Verdict verdict = Verdict.worst(judged(world, rollouts));
        List<String> failed = rollouts.failed(plan);
        if (verdict.level() == Verdict.Level.UNHEALTHY || !failed.isEmpty()) {
            Stream<String> seen = verdict.level() == Verdict.Level.UNHEALTHY ? verdict.because().stream() : Stream.of();
            return new Health("Degraded", Stream.concat(failed.stream(), seen).toList());
        }
        List<String> heldBack = rollouts.heldBack(plan);
        if (!heldBack.isEmpty()) {
            return new Health("HeldBack", heldBack);
        }
        List<String> because = new ArrayList<>(rollouts.waiting());
        because.addAll(verdict.because());
        boolean moving = world.sightings().values().stream().anyMatch(seen -> !seen.settled())
                || plan.steps().stream().anyMatch(step -> step.goes())
                || rollouts.moving(plan);
        if (moving) {
            return new Health("Progressing", because);
        }
        if (now.paused() || !rollouts.waiting().isEmpty()) {
            return new Health("Suspended", because);
        }
        boolean unknown = verdict.level() == Verdict.Level.UNKNOWN || !plan.complete();
        return new Health(unknown ? "Unknown" : "Healthy", because);
    }

    /** What waits for a kind that is not managed yet does not count, nor does what a rollout has caused and taken back. */
    private static List<Verdict> judged(World world, RolloutStandings rollouts) {
        return world.sightings().values().stream()
                .filter(seen -> seen.wanted().waitsFor().isEmpty())
                .filter(seen -> seen.output("name").filter(rollouts::excused).isEmpty())
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
