package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.health.Finding;
import io.kinexus.operator.core.health.StoppedTask;
import io.kinexus.operator.core.health.Stops;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Stopped tasks of the new revision, every five seconds: one listing for each service, and the tasks that are new in it a
 * hundred a call for the whole cluster.
 */
final class StopSignal implements Signal {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final String WHAT = "stopped tasks";

    private final Readings readings = new Readings(WHAT);
    /** By rollout, what does not change any more, by ARN. */
    private final Map<String, Map<String, TasksAws.Seen>> known = new ConcurrentHashMap<>();

    private final Since since;

    StopSignal(Since since) {
        this.since = since;
    }

    /** One listing. */
    private record Listing(Followed rollout, Answer<List<String>> arns) {}

    @Override
    public void look(Round round) {
        List<Followed> due = round.rollouts().stream()
                .filter(one -> one.deployed() && readings.due(one.id(), EVERY, round.now()))
                .toList();
        due.stream()
                .collect(Collectors.groupingBy(one -> one.place().cluster()))
                .forEach((cluster, some) -> look(round, cluster, some));
    }

    private void look(Round round, String cluster, List<Followed> rollouts) {
        List<Listing> listings = round.scope()
                .each(
                        rollouts,
                        one -> new Listing(
                                one,
                                TasksAws.list(
                                        round.scope(), cluster, one.place().service(), true)));
        Set<String> unknown = new LinkedHashSet<>();
        listings.forEach(listing -> listing.arns().value().ifPresent(arns -> arns.stream()
                .filter(arn -> !known(listing.rollout()).containsKey(arn))
                .forEach(unknown::add)));
        Answer<List<TasksAws.Seen>> described =
                unknown.isEmpty() ? Answer.of(List.of()) : TasksAws.describe(round.scope(), cluster, unknown);
        listings.forEach(listing -> note(round, listing, described));
    }

    private void note(Round round, Listing listing, Answer<List<TasksAws.Seen>> described) {
        Followed rollout = listing.rollout();
        Set<String> arns = new LinkedHashSet<>(listing.arns().value().orElse(List.of()));
        Map<String, TasksAws.Seen> tasks = new LinkedHashMap<>(known(rollout));
        described.value().orElse(List.of()).stream()
                .filter(task -> arns.contains(task.arn()))
                .forEach(task -> tasks.put(task.arn(), task));
        Map<String, TasksAws.Seen> ended = new ConcurrentHashMap<>();
        tasks.values().stream().filter(TasksAws.Seen::ended).forEach(task -> ended.put(task.arn(), task));
        known.put(rollout.id(), ended);
        Instant begun = since.of(round.scope(), rollout);
        List<StoppedTask> stops = tasks.values().stream()
                .filter(task -> task.definition().equals(rollout.place().taskDefinition()))
                .filter(task -> !task.created().isBefore(begun))
                .map(TasksAws.Seen::stop)
                .toList();
        List<Finding> findings = new ArrayList<>();
        findings.add(Stops.judge(stops, rollout.wanted(), round.now()));
        problem(listing, described, arns).ifPresent(why -> findings.add(Readings.unreadable(WHAT, why)));
        readings.put(rollout.id(), Finding.worst(findings), round.now());
    }

    private Optional<String> problem(Listing listing, Answer<List<TasksAws.Seen>> described, Set<String> arns) {
        if (listing.arns().value().isEmpty()) {
            return Optional.of(listing.arns().problem());
        }
        boolean needed = !known(listing.rollout()).keySet().containsAll(arns);
        return described.value().isEmpty() && needed ? Optional.of(described.problem()) : Optional.empty();
    }

    private Map<String, TasksAws.Seen> known(Followed rollout) {
        return known.getOrDefault(rollout.id(), Map.of());
    }

    @Override
    public Finding of(Followed rollout, Instant now) {
        return rollout.deployed() ? readings.of(rollout.id(), now) : Finding.fine();
    }

    @Override
    public void forget(String rollout) {
        readings.forget(rollout);
        known.remove(rollout);
    }
}
