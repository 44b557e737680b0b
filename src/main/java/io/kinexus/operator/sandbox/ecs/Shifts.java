package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.ecs.shift.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;

/**
 * Takes a blue/green, canary or linear deployment from stage to stage, and back.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html">Workflow</a>
 */
final class Shifts {
    private static final Duration LONGEST_STAGE = Duration.ofHours(24);

    private final Account account;
    private final Rollouts rollouts;
    private final Weights weights;
    private final Consumer<ServiceState> wake;

    /** @param wake told when a step has lasted as long as it is to last */
    Shifts(Account account, Rollouts rollouts, Weights weights, Consumer<ServiceState> wake) {
        this.account = account;
        this.rollouts = rollouts;
        this.weights = weights;
        this.wake = wake;
    }

    /**
     * As many steps as are due.
     *
     * @param healthy how many tasks of a revision are healthy
     */
    void step(ServiceState service, ToIntFunction<DeploymentState> healthy) {
        Shift shift = service.shift.orElseThrow();
        Instant now = account.now();
        if (now.isAfter(shift.since) && requested(service)) {
            History.status(service, ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS, now);
        }
        while (going(service, shift)) {
            if (shift.enters()) {
                enter(service, shift);
            } else if (overdue(shift) && !passes(service, shift, healthy)) {
                String why = "The " + shift.stage() + " lifecycle stage timed out.";
                rollouts.fail(service, why, true);
            } else if (!due(shift) || !passes(service, shift, healthy)) {
                return;
            } else if (!shift.next(now)) {
                rollouts.complete(service, service.primary());
                service.shift = Optional.empty();
            }
        }
    }

    private static boolean requested(ServiceState service) {
        return History.latest(service).status() == ServiceDeploymentStatus.ROLLBACK_REQUESTED;
    }

    /** It may have been taken back without anything to go back to, which ends it. */
    private static boolean going(ServiceState service, Shift shift) {
        return !shift.halted && service.shift.filter(s -> s == shift).isPresent();
    }

    private boolean due(Shift shift) {
        return !account.now().isBefore(shift.since.plus(shift.step().hold()));
    }

    private boolean overdue(Shift shift) {
        return !shift.back && !account.now().isBefore(shift.since.plus(LONGEST_STAGE));
    }

    private static boolean passes(ServiceState service, Shift shift, ToIntFunction<DeploymentState> healthy) {
        ServiceDeploymentLifecycleStage stage = shift.stage();
        if (stage == ServiceDeploymentLifecycleStage.RECONCILE_SERVICE) {
            return service.deployments.stream().filter(shift::stray).allMatch(d -> gone(service, d));
        }
        if (stage == ServiceDeploymentLifecycleStage.SCALE_UP) {
            DeploymentState coming = shift.back ? shift.source.orElse(shift.target) : shift.target;
            return healthy.applyAsInt(coming) >= service.desired;
        }
        return stage != ServiceDeploymentLifecycleStage.CLEAN_UP
                || service.deployments.stream()
                        .filter(d -> service.wanted(d) == 0 || shift.stray(d))
                        .allMatch(d -> gone(service, d));
    }

    private static boolean gone(ServiceState service, DeploymentState deployment) {
        return service.liveOf(deployment).findAny().isEmpty();
    }

    private void enter(ServiceState service, Shift shift) {
        Step step = shift.step();
        History.stage(service, step.stage(), account.now());
        Optional<String> hook = shift.back ? Optional.empty() : hook(service, step);
        Optional<String> refused = hook.or(
                        () -> step.test().flatMap(percent -> weights.test(shift.target.revision, percent)))
                .or(() -> step.production().flatMap(percent -> weights.production(shift.target.revision, percent)));
        if (refused.isPresent() && shift.back) {
            rollouts.stuck(service, shift, refused.get());
            return;
        }
        if (refused.isPresent()) {
            rollouts.fail(service, refused.get(), true);
            return;
        }
        shift.weigh(step);
        account.clock().after(step.hold(), () -> wake.accept(service));
    }

    /** There is no Lambda in this account: a hook's function cannot be called, which AWS takes for a failed hook. */
    private static Optional<String> hook(ServiceState service, Step step) {
        return service.configuration().lifecycleHooks().stream()
                .filter(hook ->
                        hook.lifecycleStagesAsStrings().contains(step.stage().toString()))
                .map(DeploymentLifecycleHook::hookTargetArn)
                .findFirst()
                .map(arn -> "Lifecycle hook target " + arn + " failed.");
    }
}
