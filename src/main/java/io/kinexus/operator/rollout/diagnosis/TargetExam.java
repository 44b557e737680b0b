package io.kinexus.operator.rollout.diagnosis;

import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.resource.References;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.engine.Examined;
import io.kinexus.operator.rollout.diagnosis.TargetsAws.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Targets that the load balancer finds unwell, by its reason. */
final class TargetExam implements Exam {
    private static final Map<String, String> HELP = Map.of(
            "Target.ResponseCodeMismatch",
            "its health path answers, with another code than 200: read the task's log, or correct `health.path`",
            "Target.Timeout",
            "it does not answer in time: let the load balancer's group reach its port, or raise `health.timeout`",
            "Target.FailedHealthChecks",
            "nobody listens at its port, or the connection is cut: check `port` and the task's log");

    @Override
    public String name() {
        return "the health of targets";
    }

    @Override
    public List<Found> look(Scope scope, Examined seen) {
        List<Found> found = new ArrayList<>();
        seen.policies()
                .forEach((id, policy) ->
                        policy.place().traffic().ifPresent(traffic -> service(scope, seen, id, traffic, found)));
        return found;
    }

    private static void service(Scope scope, Examined seen, ResourceId id, Place.Traffic traffic, List<Found> found) {
        if (seen.output(id, "arn").isEmpty() || !References.in(traffic.groups()).isEmpty()) {
            return;
        }
        Map<String, List<Target>> sick = new TreeMap<>();
        int all = 0;
        for (String group : traffic.groups()) {
            List<Target> targets = TargetsAws.standing(scope, group);
            all += targets.size();
            targets.stream().filter(Target::sick).forEach(one -> sick.computeIfAbsent(
                            one.reason(), key -> new ArrayList<>())
                    .add(one));
        }
        for (Map.Entry<String, List<Target>> entry : sick.entrySet()) {
            Target first = entry.getValue().get(0);
            found.add(new Found(
                    Rank.UNHEALTHY,
                    id,
                    entry.getValue().size() + " of " + all + " targets are unhealthy (" + entry.getKey() + "): "
                            + first.address() + ": " + first.says(),
                    HELP.getOrDefault(entry.getKey(), "read what the load balancer says of it")));
        }
    }
}
