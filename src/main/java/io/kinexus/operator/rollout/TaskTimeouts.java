package io.kinexus.operator.rollout;

import io.kinexus.operator.core.environment.Mode;
import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.policy.Launch;
import io.kinexus.operator.core.resource.Access;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.engine.Intent;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.LeaseLost;
import io.kinexus.operator.engine.Ports;
import io.kinexus.operator.engine.Settled;
import io.kinexus.operator.rollout.deployment.TaskRuns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Holds every run of a Task to the Task's timeout, whoever has started it: ECS has no such limit. Make a new one for every
 * lease.
 */
public final class TaskTimeouts {
    private static final int TOKEN = 32;

    private final Ports ports;
    private final Lease lease;
    private Optional<Settings> settings = Optional.empty();
    private Optional<Access> access = Optional.empty();

    public TaskTimeouts(Ports ports, Lease lease) {
        this.ports = ports;
        this.lease = lease;
    }

    /**
     * After each turn: stops what has run too long; nothing while the environment is paused or only observed.
     *
     * @return what could not be read or done, for the log; it is tried again after the next turn
     * @throws LeaseLost when somebody else holds the environment by now
     */
    public synchronized Optional<String> tend(List<Launch> launches) {
        Optional<Settings> newest = ports.desired()
                .read(lease.environment())
                .fold(read -> Optional.of(read.settings()), broken -> settings);
        boolean acts = newest.filter(one -> one.mode() == Mode.ENFORCE).isPresent()
                && !ports.memory().paused(lease.environment());
        if (launches.isEmpty() || !acts) {
            return Optional.empty();
        }
        if (access.isEmpty() || !newest.equals(settings)) {
            access = newest.map(ports.access());
            settings = newest;
        }
        Scope scope = access.orElseThrow().sweep();
        return launches.stream().flatMap(one -> tend(scope, one).stream()).findFirst();
    }

    private Optional<String> tend(Scope scope, Launch launch) {
        try {
            Instant now = ports.clock().instant();
            return TaskRuns.overdue(scope, launch, now).stream()
                    .flatMap(task -> stop(scope, launch, task, now).stream())
                    .findFirst();
        } catch (LeaseLost lost) {
            throw lost;
        } catch (RuntimeException unreadable) {
            return Optional.of(launch.task() + ": " + scope.says(unreadable));
        }
    }

    private Optional<String> stop(Scope scope, Launch launch, String task, Instant now) {
        String token = Names.sha256(task + "|" + now).substring(0, TOKEN);
        String because = "task " + launch.task() + " " + TaskRuns.tooLong(launch);
        ResourceId id = ResourceId.of(lease.environment(), "task-definition", launch.task());
        ports.journal()
                .intend(
                        lease,
                        new Intent(token, id, "stop", because + ": " + task, List.of(), "", "", lease.fence(), now));
        ports.leases().check(lease);
        Outcome outcome = TaskRuns.stop(scope, launch, task);
        String message = outcome.fold(
                done -> "", waits -> waits.on(), again -> again.failure().message(), never -> never.failure()
                        .message());
        String word = outcome.fold(done -> "done", waits -> "waiting", again -> "retryable", never -> "terminal");
        ports.journal()
                .settle(lease, token, new Settled(word, message, ports.clock().instant()));
        return message.isEmpty() ? Optional.empty() : Optional.of(launch.task() + ": " + message);
    }
}
