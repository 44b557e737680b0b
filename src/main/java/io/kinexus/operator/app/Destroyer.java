package io.kinexus.operator.app;

import io.kinexus.operator.api.Caller;
import io.kinexus.operator.api.DestroyRequest;
import io.kinexus.operator.api.DestroyView;
import io.kinexus.operator.api.DestroyView.RetainedView;
import io.kinexus.operator.api.RefusedWish;
import io.kinexus.operator.api.Unacceptable;
import io.kinexus.operator.core.environment.Limits;
import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.engine.Desired;
import io.kinexus.operator.engine.Destroying;
import io.kinexus.operator.engine.Destruction;
import io.kinexus.operator.engine.DryRun;
import io.kinexus.operator.engine.Ports;
import java.time.Instant;
import java.util.List;

/** Looks what would go before anybody's word for it is taken. */
final class Destroyer {
    private final Ports ports;

    Destroyer(Ports ports) {
        this.ports = ports;
    }

    /**
     * Takes the word, unless there is nothing left.
     *
     * @throws Unacceptable when it is not confirmed, or the number is out of range
     * @throws RefusedWish when more goes than was allowed
     */
    DestroyView destroy(Desired desired, DestroyRequest request, Caller by) {
        String name = desired.settings().name();
        if (!request.confirm().filter(name::equals).isPresent()) {
            throw new Unacceptable("to destroy " + name + ", confirm must be its name: --confirm " + name);
        }
        Limits limits = desired.settings().limits();
        int most = request.maxDeletes().orElse(limits.maxDeletes());
        if (most < 0) {
            throw new Unacceptable("maxDeletes is " + most + "; must be 0 or more");
        }
        Instant now = ports.clock().instant();
        Plan plan = plan(Destroying.emptied(desired, new Destruction(Integer.MAX_VALUE, by.name(), now)), now);
        if (!plan.complete()) {
            throw new RefusedWish("not everything of " + name + " can be read, and nothing is removed blindly: "
                    + plan.problems().get(0).message());
        }
        List<Step> deletes = plan.steps().stream()
                .filter(step -> step.action() instanceof Action.Delete)
                .toList();
        List<Step> removes = deletes.stream().filter(Step::goes).toList();
        long losing = removes.stream().map(Destroyer::counted).distinct().count();
        if (losing > most) {
            throw new RefusedWish("this removes from " + losing + " declarations of " + name + ", and allowed are "
                    + most + "; if it is meant, say so: --max-deletes " + losing);
        }
        if (!removes.isEmpty()) {
            ports.memory().destroy(name, new Destruction(most, by.name(), now));
        }
        return new DestroyView(
                name,
                removes.stream().map(step -> step.id().local()).toList(),
                deletes.stream()
                        .filter(step -> !step.goes())
                        .map(step -> new RetainedView(
                                step.id().local(), step.ruling().because()))
                        .toList());
    }

    private Plan plan(Desired nothing, Instant now) {
        return new DryRun(ports.kinds(), ports.tags(), ports.workers())
                .plan(
                        nothing,
                        ports.access().apply(nothing.settings()),
                        now,
                        DryRun.remembered(ports.memory(), ports.rollouts(), nothing, now));
    }

    private static String counted(Step step) {
        return step.from().map(DeclarationId::toString).orElseGet(() -> step.id()
                .local());
    }
}
