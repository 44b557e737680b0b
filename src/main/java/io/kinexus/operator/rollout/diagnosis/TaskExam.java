package io.kinexus.operator.rollout.diagnosis;

import io.kinexus.operator.core.health.StopCause;
import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.References;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.engine.Examined;
import io.kinexus.operator.rollout.deployment.TaskLog;
import io.kinexus.operator.rollout.signal.StoppedTasks;
import io.kinexus.operator.rollout.signal.StoppedTasks.Stopped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tasks that stopped within the hour, by cause, with the end of the newest one's log. */
final class TaskExam implements Exam {
    private static final Set<StopCause> DECISIVE =
            Set.of(StopCause.IMAGE, StopCause.SECRET, StopCause.ROLE, StopCause.ARCHITECTURE);
    private static final Set<StopCause> MEANT = Set.of(StopCause.SCHEDULER, StopCause.PERSON);
    private static final Set<StopCause> WAITS =
            Set.of(StopCause.CAPACITY, StopCause.REGISTRY, StopCause.SPOT, StopCause.HOST);

    @Override
    public String name() {
        return "stopped tasks";
    }

    @Override
    public List<Found> look(Scope scope, Examined seen) {
        return scope
                .each(seen.policies().entrySet(), entry -> service(scope, seen, entry.getKey(), entry.getValue()))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<Found> service(Scope scope, Examined seen, ResourceId id, Policy policy) {
        Place place = policy.place();
        boolean there = References.in(place.cluster()).isEmpty()
                && seen.output(id, "arn").isPresent();
        if (!there) {
            return List.of();
        }
        Map<StopCause, List<Stopped>> byCause = StoppedTasks.of(scope, place.cluster(), place.service()).stream()
                .filter(one -> !MEANT.contains(one.task().cause()))
                .collect(Collectors.groupingBy(
                        one -> one.task().cause(), () -> new EnumMap<>(StopCause.class), Collectors.toList()));
        return byCause.entrySet().stream()
                .map(entry -> found(scope, id, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Found found(Scope scope, ResourceId id, StopCause cause, List<Stopped> tasks) {
        Stopped newest = tasks.get(0);
        String count = tasks.size() == 1 ? "1 task" : tasks.size() + " tasks";
        return new Found(
                rank(cause),
                id,
                count + " stopped within the hour, " + cause.words() + "; the latest at "
                        + newest.task().at() + ", " + newest.task().says(),
                Advice.on(cause),
                DECISIVE.contains(cause) ? List.of() : TaskLog.tail(scope, newest.arn(), newest.definition()));
    }

    private static Rank rank(StopCause cause) {
        if (DECISIVE.contains(cause)) {
            return Rank.CANNOT_START;
        }
        return WAITS.contains(cause) ? Rank.WAITS : Rank.STOPS;
    }
}
