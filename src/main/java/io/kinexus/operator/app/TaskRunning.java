package io.kinexus.operator.app;

import io.kinexus.operator.api.BrokenFiles;
import io.kinexus.operator.api.Caller;
import io.kinexus.operator.api.NoSuchTask;
import io.kinexus.operator.api.RefusedStart;
import io.kinexus.operator.api.TaskControl;
import io.kinexus.operator.api.TaskRunView;
import io.kinexus.operator.core.environment.Mode;
import io.kinexus.operator.core.policy.Launch;
import io.kinexus.operator.core.resource.Access;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.Launches;
import io.kinexus.operator.engine.Ports;
import io.kinexus.operator.ledger.PostgresActs;
import io.kinexus.operator.rollout.deployment.TaskRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Runs Tasks for people: any replica does, since it asks AWS itself. */
final class TaskRunning implements TaskControl {
    private final Ports ports;
    private final PostgresActs acts;

    TaskRunning(Ports ports, PostgresActs acts) {
        this.ports = ports;
        this.acts = acts;
    }

    @Override
    public TaskRunView start(String environment, String task, Optional<String> token, Caller by) {
        Desired desired = desired(environment, task);
        if (desired.settings().mode() == Mode.OBSERVE) {
            throw new RefusedStart(environment + " is in mode observe, in which nothing is started");
        }
        return asked(desired, task, scope -> launch -> {
            acts.add(environment, "task run " + task, by.name(), ports.clock().instant());
            List<String> ids = new ArrayList<>();
            Outcome outcome = TaskRuns.start(
                    scope, launch, token.orElseGet(() -> UUID.randomUUID().toString()), ids::add);
            refusal(outcome).ifPresent(why -> {
                throw new RefusedStart(task + " was not started: " + why);
            });
            return view(environment, scope, launch, ids.get(0));
        });
    }

    private static Optional<String> refusal(Outcome outcome) {
        return outcome.fold(
                done -> Optional.empty(),
                waits -> Optional.of(waits.on()),
                again -> Optional.of(again.failure().message()),
                never -> Optional.of(never.failure().message()));
    }

    @Override
    public TaskRunView run(String environment, String task, String id) {
        return asked(desired(environment, task), task, scope -> launch -> view(environment, scope, launch, id));
    }

    private static TaskRunView view(String environment, Scope scope, Launch launch, String id) {
        TaskRuns.Run run = TaskRuns.look(scope, launch, id).orElseThrow(() -> new NoSuchTask(launch.task(), id));
        return new TaskRunView(
                environment,
                launch.task(),
                run.id(),
                run.status(),
                run.ended(),
                run.exit(),
                run.passed(),
                run.said(),
                run.log(),
                run.createdAt());
    }

    private Desired desired(String environment, String task) {
        Desired desired = ports.desired()
                .read(Controller.known(ports.desired(), environment))
                .fold(complete -> complete, problems -> {
                    throw new BrokenFiles(problems);
                });
        List<String> names = Launches.names(desired);
        if (!names.contains(task)) {
            throw new NoSuchTask(environment, task, names);
        }
        return desired;
    }

    /** What AWS does not answer is the caller's to know. */
    private TaskRunView asked(Desired desired, String task, Function<Scope, Function<Launch, TaskRunView>> work) {
        Access access = ports.access().apply(desired.settings());
        Scope scope = access.sweep();
        try {
            Launch launch = new Launches(ports.kinds(), ports.tags(), ports.workers())
                    .find(desired, access, task)
                    .orElseThrow(() -> new RefusedStart(
                            task + " cannot run yet: AWS does not have all that it needs; see the plan"));
            return work.apply(scope).apply(launch);
        } catch (NoSuchTask | RefusedStart ours) {
            throw ours;
        } catch (RuntimeException unread) {
            throw new RefusedStart(task + ": " + scope.says(unread));
        }
    }
}
