package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Nothing is removed or changed half. Where a step is held, what it still stands on is not removed, and neither is anything
 * else of the declaration that was taken away with it: a load balancer that is protected keeps its listeners. Where a
 * declaration asks for what AWS or a missing permit does not allow, nothing of it is changed: a load balancer that cannot
 * become internal stays open to the internet.
 */
final class HeldTogether {
    private final Map<ResourceId, Step> steps = new LinkedHashMap<>();
    private final Map<DeclarationId, Step> heldDeletes = new LinkedHashMap<>();
    private final Map<DeclarationId, Step> forbidden = new LinkedHashMap<>();

    private HeldTogether(Plan plan) {
        plan.steps().forEach(this::put);
    }

    /** The plan with the rulings that follow from those that it has. */
    static Plan spread(Plan plan) {
        boolean nothing =
                plan.steps().stream().noneMatch(step -> held(step) && !(step.action() instanceof Action.Create));
        return nothing
                ? plan
                : new HeldTogether(plan).spread(plan.steps().size()).in(plan);
    }

    private HeldTogether spread(int most) {
        for (int round = 0; round < most && spreadOnce(); round++) {
            // each round reaches one reference further
        }
        return this;
    }

    private boolean spreadOnce() {
        List<Step> more = new ArrayList<>();
        for (Step step : steps.values()) {
            if (step.goes()) {
                cause(step).ifPresent(why -> more.add(step.ruling(why)));
            }
        }
        more.forEach(this::put);
        return !more.isEmpty();
    }

    private Optional<Ruling> cause(Step step) {
        boolean deletes = step.action() instanceof Action.Delete;
        Optional<Step> user = step.after().stream()
                .filter(id -> deletes)
                .flatMap(id -> Optional.ofNullable(steps.get(id)).stream())
                .filter(HeldTogether::held)
                .findFirst();
        return user.<Ruling>map(one -> because("is still used by ", one)).or(() -> step.from()
                .flatMap(from -> Optional.ofNullable(forbidden.get(from))
                        .or(() -> Optional.ofNullable(heldDeletes.get(from)).filter(one -> deletes)))
                .map(one -> because("goes together with ", one)));
    }

    private static Ruling because(String relation, Step held) {
        String word = held.ruling().decision().equals("refuse") ? "refused" : "held";
        return new Ruling.Hold(
                relation + held.id().local() + ", which is " + word,
                held.ruling().until());
    }

    private void put(Step step) {
        steps.put(step.id(), step);
        if (held(step)
                && step.action() instanceof Action.Delete
                && !step.standing().foreign()) {
            step.from().ifPresent(from -> heldDeletes.putIfAbsent(from, step));
        }
        if (forbidden(step)) {
            step.from().ifPresent(from -> forbidden.putIfAbsent(from, step));
        }
    }

    /** It is the declaration that asks for what cannot be; not a try that failed. */
    private static boolean forbidden(Step step) {
        boolean refused = held(step) && step.ruling().decision().equals("refuse");
        boolean kept = step.standing().stateful() || step.standing().guarded().isPresent();
        boolean replaces = step.action() instanceof Action.Replace && kept;
        return refused && (replaces || step.standing().impossible().isPresent());
    }

    private static boolean held(Step step) {
        return step.action().writes() && !step.ruling().goes();
    }

    private Plan in(Plan plan) {
        return plan.steps(plan.steps().stream()
                .map(step -> steps.getOrDefault(step.id(), step))
                .toList());
    }
}
