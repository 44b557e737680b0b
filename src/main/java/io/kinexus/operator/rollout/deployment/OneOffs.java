package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Ended;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** One-off tasks from their start to what came of them. */
final class OneOffs {
    /** ECS lets a stopped task be described for so long; then it cannot be told from one that never ran. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final String EXITED = "EssentialContainerExited";

    private final InstantSource clock;
    /** By token: which task it is. It stays that one. */
    private final Map<String, String> started = new ConcurrentHashMap<>();
    /** Tokens with which ECS has refused to start one, so that none was started by this process. */
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    /** By token: how it ended. */
    private final Map<String, Ended> ended = new ConcurrentHashMap<>();

    OneOffs(InstantSource clock) {
        this.clock = clock;
    }

    /** Starts it unless it was started before. */
    Outcome run(Scope scope, OneOff one) {
        if (started.containsKey(one.token()) || find(scope, one).isPresent() || lost(one)) {
            return Outcome.done();
        }
        Outcome outcome = OneOffTasksAws.run(scope, one, arn -> started.put(one.token(), arn));
        boolean waits = outcome.fold(done -> false, waiting -> true, retryable -> false, terminal -> false);
        if (waits) {
            refused.add(one.token());
        }
        return outcome;
    }

    /** Tells it to stop, where one runs. */
    Outcome stop(Scope scope, OneOff one, String why) {
        return AwsFailures.attempt(() -> {
            find(scope, one)
                    .filter(task -> !task.stopping())
                    .ifPresent(task -> OneOffTasksAws.stop(scope, one, task, why));
            return Outcome.done();
        });
    }

    Optional<Ended> ended(Scope scope, OneOff one) {
        Ended known = ended.get(one.token());
        if (known != null) {
            return Optional.of(known);
        }
        Optional<OneOffTask> task = find(scope, one);
        if (task.isEmpty()) {
            return lost(one) ? Optional.of(untraced()) : Optional.empty();
        }
        return task.flatMap(found -> ended(scope, one, found));
    }

    private Optional<Ended> ended(Scope scope, OneOff one, OneOffTask task) {
        if (task.stopped()) {
            Ended end = judged(scope, one, task);
            ended.put(one.token(), end);
            return Optional.of(end);
        }
        Instant late = task.createdAt().plus(one.timeout());
        if (!task.stopping() && !clock.instant().isBefore(late)) {
            OneOffTasksAws.stop(scope, one, task, one.timedOut());
        }
        return Optional.empty();
    }

    /** As ECS shows it; empty where none was started, or it is long gone. */
    Optional<OneOffTask> find(Scope scope, OneOff one) {
        Optional<OneOffTask> found = Optional.ofNullable(started.get(one.token()))
                .map(arn -> OneOffTasksAws.describe(scope, one, List.of(arn)))
                .orElseGet(() -> OneOffTasksAws.list(scope, one))
                .stream()
                .findFirst();
        found.ifPresent(task -> started.put(one.token(), task.arn()));
        return found;
    }

    /** It may have run and been forgotten, and its token with it. */
    private boolean lost(OneOff one) {
        return one.once()
                && !refused.contains(one.token())
                && clock.instant().isAfter(one.since().plus(REMEMBERED));
    }

    private static Ended untraced() {
        return new Ended(
                false,
                "ECS knows of no such task any more, and it may have run: it is not started a second time",
                List.of());
    }

    private static Ended judged(Scope scope, OneOff one, OneOffTask task) {
        TaskSettings settings = TaskSettingsAws.of(scope, task.taskDefinition());
        List<OneOffTask.Container> decisive = decisive(one, task, settings);
        boolean passed = (task.code().equals(EXITED) || task.code().isEmpty())
                && !decisive.isEmpty()
                && decisive.stream().allMatch(OneOffTask.Container::passed);
        return new Ended(passed, said(one, task, decisive), TaskLogsAws.tail(scope, task, settings));
    }

    /**
     * Of a migration the container that was given the command: others are stopped when it ends, and what they exit with says
     * nothing. Else every essential one.
     */
    private static List<OneOffTask.Container> decisive(OneOff one, OneOffTask task, TaskSettings settings) {
        Set<String> names = one.command().isPresent() ? Set.of(one.place().container()) : settings.essential();
        return task.containers().stream()
                .filter(container -> names.contains(container.name()))
                .toList();
    }

    private static String said(OneOff one, OneOffTask task, List<OneOffTask.Container> decisive) {
        if (task.reason().equals(one.timedOut())) {
            return one.timedOut();
        }
        String containers = decisive.stream().map(OneOffTask.Container::said).collect(Collectors.joining(", "));
        return task.code() + ": " + task.reason() + (containers.isEmpty() ? "" : "; " + containers);
    }
}
