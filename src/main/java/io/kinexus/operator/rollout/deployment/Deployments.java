package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Command;
import io.kinexus.operator.core.rollout.Deployment;
import io.kinexus.operator.core.rollout.Ended;
import io.kinexus.operator.core.rollout.Order;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.Subject;
import io.kinexus.operator.core.run.Outcome;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a rollout sees of ECS, and does there. Keeps in memory only what ECS never changes, such as which service deployment
 * belongs to which rollout; all of it is found again after a restart. Each call is given the scope of a fresh sweep; every
 * look throws an {@link SdkException} when AWS could not be read, which says nothing about what is there.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html">Service deployments</a>
 */
public final class Deployments {
    private final Traces traces = new Traces();
    private final Revisions revisions = new Revisions();
    private final OneOffs oneOffs;
    private final Tests tests;

    /** @param clock the rollouts' time, by which one-off tasks time out */
    public Deployments(InstantSource clock) {
        oneOffs = new OneOffs(clock);
        tests = new Tests(oneOffs);
    }

    /** What runs now and can be gone back to; nothing of alarms. */
    public Subject survey(Scope scope, Order order) {
        return new Subject(
                Optional.ofNullable(ServicesAws.describe(
                                        scope, List.of(order.policy().place()))
                                .get(ServicesAws.key(order.policy().place())))
                        .flatMap(service -> good(scope, service)),
                Map.of());
    }

    /** By rollout's id; {@link Deployment#none()} for one whose revision ECS has not begun to deploy. */
    public Map<String, Deployment> look(Scope scope, Collection<Rollout> rollouts) {
        return new Looking(scope, traces, revisions)
                .look(rollouts.stream().map(Quest::of).toList());
    }

    /** How the migration ended; empty while it runs or was not begun. One that takes too long is stopped here. */
    public Optional<Ended> migration(Scope scope, Rollout rollout) {
        return OneOff.migration(rollout).flatMap(task -> oneOffs.ended(scope, task));
    }

    /** The same of the Task that must pass before the revision is sent. */
    public Optional<Ended> test(Scope scope, Rollout rollout) {
        return tests.ended(scope, rollout);
    }

    /** Once more does no harm: what has been done already is done. */
    public Outcome act(Scope scope, Rollout rollout, Command command, Attempt attempt) {
        return AwsFailures.attempt(() -> switch (command) {
            case MIGRATE -> run(scope, OneOff.migration(rollout));
            case STOP_TASKS -> halt(scope, rollout);
            case TEST -> tests.run(scope, rollout);
            case STOP_DEPLOYMENT -> stop(scope, rollout);
            case RESTORE -> RestoreAws.restore(scope, rollout);
            case STOP_SERVICE ->
                StopServiceAws.stop(scope, rollout.order().policy().place());
        });
    }

    /** What IAM must allow for all of this. */
    public static Set<Permission> permissions() {
        return DeploymentPermissions.ALL;
    }

    private Outcome run(Scope scope, Optional<OneOff> declared) {
        return declared.map(task -> oneOffs.run(scope, task)).orElseGet(Outcome::done);
    }

    private Outcome halt(Scope scope, Rollout rollout) {
        String why = rollout.state().because();
        Outcome tested = tests.stop(scope, rollout, why);
        return OneOff.migration(rollout)
                .map(task -> oneOffs.stop(scope, task, why))
                .orElse(tested);
    }

    private Outcome stop(Scope scope, Rollout rollout) {
        return new Looking(scope, traces, revisions)
                .arn(Quest.forward(rollout))
                .map(arn -> ServiceDeploymentsAws.stop(scope, arn))
                .orElseGet(Outcome::done);
    }

    /** What runs and has come to the end of its deployment once: what never did is not known to be good. */
    private Optional<Subject.Good> good(Scope scope, RunningService service) {
        revisions.learn(scope, service.revisions());
        return service.parts().stream()
                .filter(part -> part.rollout().equals("COMPLETED") && part.running() > 0)
                .findFirst()
                .map(part -> new Subject.Good(
                        part.taskDefinition(),
                        service.revisions().stream()
                                .flatMap(arn -> revisions.of(arn).stream())
                                .filter(revision -> revision.taskDefinition().equals(part.taskDefinition()))
                                .map(Revision::arn)
                                .findFirst()));
    }
}
