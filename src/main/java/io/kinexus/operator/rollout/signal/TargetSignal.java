package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.health.Finding;
import io.kinexus.operator.core.health.Targets;
import io.kinexus.operator.core.health.Targets.State;
import io.kinexus.operator.core.health.Targets.Target;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.policy.Place.Check;
import io.kinexus.operator.core.policy.Place.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The target group that the new revision is in, and the other one around a shift: every five seconds in the minute around a
 * shift, else every fifteen, as far as the account's share reaches. What shifts comes first, then what was read longest ago.
 */
final class TargetSignal implements Signal {
    private static final Duration FAST = Duration.ofSeconds(5);
    private static final Duration SLOW = Duration.ofSeconds(15);
    private static final String WHAT = "targets";

    private final Readings readings = new Readings(WHAT);
    private final Readings others = new Readings("the old revision's targets");
    /** By rollout, targets that were seen healthy: to believe a fall at once, even in a grace period. */
    private final Map<String, Set<String>> fit = new ConcurrentHashMap<>();

    private final Shifting shifting;
    private final Since since;
    private final Shares shares;

    TargetSignal(Since since, Shifting shifting, Shares shares) {
        this.since = since;
        this.shifting = shifting;
        this.shares = shares;
    }

    @Override
    public void look(Round round) {
        List<Followed> due = round.rollouts().stream()
                .filter(one -> watched(one) && readings.due(one.id(), every(one, round.now()), round.now()))
                .sorted(Comparator.comparing((Followed one) -> !shifting.near(one, round.now()))
                        .thenComparing(one -> readings.at(one.id())))
                .toList();
        Budget budget = shares.targets(round.scope());
        List<Followed> now =
                due.stream().filter(one -> budget.take(round.now())).toList();
        round.scope().each(now, one -> look(round, one)).forEach(found -> {
            readings.put(found.rollout().id(), found.finding(), round.now());
        });
        List<Followed> beside = now.stream()
                .filter(one -> !one.mixed() && shifting.near(one, round.now()) && budget.take(round.now()))
                .toList();
        round.scope().each(beside, one -> other(round, one)).forEach(found -> {
            others.put(found.rollout().id(), found.finding(), round.now());
        });
    }

    private record Found(Followed rollout, Finding finding) {}

    private static boolean watched(Followed rollout) {
        return rollout.deployed() && rollout.place().traffic().isPresent();
    }

    private Duration every(Followed rollout, Instant now) {
        return shifting.near(rollout, now) ? FAST : SLOW;
    }

    private Found look(Round round, Followed rollout) {
        Answer<Optional<String>> group = since.group(round.scope(), rollout);
        if (group.value().isEmpty()) {
            return new Found(rollout, unreadable(rollout, group.problem()));
        }
        if (group.value().get().isEmpty()) {
            return new Found(rollout, unreadable(rollout, "ECS does not say in which target group the revision is"));
        }
        Answer<List<TargetsAws.Seen>> targets =
                TargetsAws.of(round.scope(), group.value().get().get());
        return new Found(
                rollout,
                targets.value()
                        .map(seen -> judge(round, rollout, seen))
                        .orElseGet(() -> unreadable(rollout, targets.problem())));
    }

    /** Before there is traffic nothing is known against it. */
    private static Finding unreadable(Followed rollout, String problem) {
        return rollout.carries() || rollout.mixed()
                ? Readings.unreadable(WHAT, problem)
                : Finding.waits(WHAT + ": " + problem);
    }

    private Finding judge(Round round, Followed rollout, List<TargetsAws.Seen> seen) {
        Set<String> healthyBefore = fit.computeIfAbsent(rollout.id(), key -> ConcurrentHashMap.newKeySet());
        Map<String, TasksAws.Seen> tasks = new HashMap<>();
        if (seen.stream().anyMatch(target -> target.state() == State.UNHEALTHY)) {
            Answer<List<TasksAws.Seen>> running = running(round, rollout);
            if (running.value().isEmpty()) {
                return Readings.unreadable(WHAT, running.problem());
            }
            running.value().get().forEach(task -> task.address().ifPresent(address -> tasks.put(address, task)));
        }
        List<Target> targets = new ArrayList<>();
        for (TargetsAws.Seen target : seen) {
            Optional<TasksAws.Seen> task = Optional.ofNullable(tasks.get(target.address()));
            if (!rollout.mixed()
                    || tasks.isEmpty()
                    || task.filter(it -> it.definition().equals(rollout.place().taskDefinition()))
                            .isPresent()) {
                targets.add(new Target(
                        target.address(),
                        target.state(),
                        target.says(),
                        healthyBefore.contains(target.address()),
                        task.flatMap(TasksAws.Seen::started)));
            }
            if (target.state() == State.HEALTHY) {
                healthyBefore.add(target.address());
            } else if (target.state() != State.UNHEALTHY) {
                healthyBefore.remove(target.address());
            }
        }
        boolean expected =
                rollout.carries() && !rollout.begins() && rollout.deployment().wanted() > 0;
        return new Targets(targets, patience(rollout)).judge(expected, round.now());
    }

    private static Answer<List<TasksAws.Seen>> running(Round round, Followed rollout) {
        String cluster = rollout.place().cluster();
        Answer<List<String>> arns =
                TasksAws.list(round.scope(), cluster, rollout.place().service(), false);
        return arns.value()
                .map(found -> found.isEmpty()
                        ? Answer.of(List.<TasksAws.Seen>of())
                        : TasksAws.describe(round.scope(), cluster, found))
                .orElseGet(() -> Answer.none(arns.problem()));
    }

    /** Grace period, and as long as the checks take to call a target unhealthy. */
    static Duration patience(Followed rollout) {
        return rollout.place()
                .traffic()
                .map(Traffic::check)
                .map(check -> rollout.place().grace().plus(sentence(check)))
                .orElse(rollout.place().grace());
    }

    private static Duration sentence(Check check) {
        return check.interval().multipliedBy(check.unhealthyThreshold()).plus(check.timeout());
    }

    /** Whether traffic could go back: said, and nothing against the new revision. */
    private Found other(Round round, Followed rollout) {
        Optional<String> mine = since.group(round.scope(), rollout).value().flatMap(group -> group);
        Optional<String> old = rollout.place().traffic().stream()
                .flatMap(traffic -> traffic.groups().stream())
                .filter(group -> mine.isPresent() && !group.equals(mine.get()))
                .findFirst();
        boolean empty = old.flatMap(group -> TargetsAws.of(round.scope(), group).value())
                .filter(targets -> targets.stream().noneMatch(target -> target.state() == State.HEALTHY))
                .isPresent();
        return new Found(
                rollout,
                empty
                        ? Finding.of(new Verdict(
                                Verdict.Level.HEALTHY, List.of("the old revision has no healthy target to go back to")))
                        : Finding.fine());
    }

    @Override
    public Finding of(Followed rollout, Instant now) {
        if (!watched(rollout)) {
            return Finding.fine();
        }
        return shifting.near(rollout, now) && others.at(rollout.id()).plus(SLOW).isAfter(now)
                ? Finding.worst(List.of(readings.of(rollout.id(), now), others.of(rollout.id(), now)))
                : readings.of(rollout.id(), now);
    }

    @Override
    public void forget(String rollout) {
        readings.forget(rollout);
        others.forget(rollout);
        fit.remove(rollout);
    }
}
