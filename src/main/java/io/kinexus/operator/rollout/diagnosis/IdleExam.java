package io.kinexus.operator.rollout.diagnosis;

import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.engine.Examined;
import java.util.ArrayList;
import java.util.List;

/** What is ours, is paid for, and does nothing. */
final class IdleExam implements Exam {
    @Override
    public String name() {
        return "what is idle";
    }

    @Override
    public List<Found> look(Scope scope, Examined seen) {
        List<Found> found = new ArrayList<>();
        IdleAws.addresses(scope)
                .forEach((address, resource) -> found.add(idle(
                        scope,
                        resource,
                        "address " + address + " is attached to nothing, and is paid for by the hour",
                        "release it, or let the turn that makes its NAT gateway attach it")));
        IdleAws.groups(scope)
                .forEach((name, resource) -> found.add(idle(
                        scope,
                        resource,
                        "target group " + name + " has no listener, so that nothing reaches its targets",
                        "declare `ingress`, or remove the target group")));
        for (String group : IdleAws.endlessLogs(scope)) {
            found.add(idle(
                    scope,
                    "log-group/" + group,
                    "log group " + group + " keeps everything for ever, and costs more every month",
                    "declare `logRetention` of the Service that writes it, or set a retention by hand"));
        }
        return found;
    }

    private static Found idle(Scope scope, String local, String says, String help) {
        return new Found(Rank.IDLE, ResourceId.parse(scope.environment() + "/" + local), says, help);
    }
}
