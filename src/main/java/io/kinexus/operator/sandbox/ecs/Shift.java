package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.ecs.shift.Step;
import io.kinexus.operator.sandbox.ecs.shift.Steps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;

/** A blue/green, canary or linear deployment on its way, or on its way back. */
final class Shift {
    private static final double FULL = 100;

    final DeploymentState target;
    /** What serves now, and what it goes back to; empty for the first deployment of a service. */
    final Optional<DeploymentState> source;

    /** When the present step began. */
    Instant since;

    boolean back;
    /** It failed, and is not to be taken back: everything stays as it is until the next deployment. */
    boolean halted;

    private List<Step> steps;
    private int at;
    private boolean entered;

    private Shift(DeploymentState target, Optional<DeploymentState> source, List<Step> steps, Instant now) {
        this.target = target;
        this.source = source;
        this.steps = steps;
        since = now;
    }

    /** Empty for a rolling deployment. */
    static Optional<Shift> begin(
            ServiceState service, DeploymentState target, Optional<DeploymentState> source, Instant now) {
        DeploymentStrategy strategy = service.configuration().strategy();
        if (strategy == DeploymentStrategy.ROLLING) {
            return Optional.empty();
        }
        boolean reconcile = service.deployments.stream()
                        .filter(d -> d != target && service.liveOf(d).findAny().isPresent())
                        .count()
                > 1;
        List<Step> steps = Steps.forward(service.configuration(), reconcile, source.isEmpty());
        target.weigh(0, 0);
        source.ifPresent(before -> before.weigh(FULL, FULL));
        return Optional.of(new Shift(target, source, steps, now));
    }

    Step step() {
        return steps.get(at);
    }

    ServiceDeploymentLifecycleStage stage() {
        return step().stage();
    }

    /** True once for each step. */
    boolean enters() {
        boolean first = !entered;
        entered = true;
        return first;
    }

    /** False when the last step is done. */
    boolean next(Instant now) {
        if (at + 1 == steps.size()) {
            return false;
        }
        at++;
        since = now;
        entered = false;
        return true;
    }

    /** Whether the old revision's tasks have been told to go, so that traffic cannot go back at once. */
    boolean cold() {
        return !back && cleaning();
    }

    /** The revision that has the traffic, should something newer begin now. */
    Optional<DeploymentState> live() {
        boolean arrived = cold() || (back && target.productionShare() > 0);
        return arrived ? Optional.of(target) : source;
    }

    /** The weights are back already, unless it was cold. */
    void turnBack(Instant now) {
        boolean warm = !cold();
        steps = warm ? Steps.back(target.productionShare() > 0, target.testShare() > 0) : Steps.backFromCold();
        back = true;
        at = 0;
        since = now;
        entered = false;
        if (warm) {
            target.weigh(0, 0);
            source.ifPresent(before -> before.weigh(FULL, FULL));
        }
    }

    /** The shares of both revisions, where a step names one. */
    void weigh(Step step) {
        double production = step.production().orElse(target.productionShare());
        double test = step.test().orElse(target.testShare());
        target.weigh(production, test);
        source.ifPresent(before -> before.weigh(FULL - production, FULL - test));
    }

    /** How many tasks of a deployment there are to be now. */
    int wanted(DeploymentState deployment, int desired) {
        boolean cleaning = cleaning();
        if (deployment == target) {
            return scaled() && !(back && cleaning) ? desired : 0;
        }
        boolean serves = source.filter(before -> before == deployment).isPresent();
        return serves && (back || !cleaning) ? desired : 0;
    }

    private boolean cleaning() {
        return stage() == ServiceDeploymentLifecycleStage.CLEAN_UP;
    }

    /** Whether the new revision has been told to start its tasks. */
    private boolean scaled() {
        return back || stage().compareTo(ServiceDeploymentLifecycleStage.SCALE_UP) >= 0;
    }

    /** Whether a deployment is one that neither serves nor comes: there is one where another was interrupted. */
    boolean stray(DeploymentState deployment) {
        return deployment != target
                && source.filter(before -> before == deployment).isEmpty();
    }
}
