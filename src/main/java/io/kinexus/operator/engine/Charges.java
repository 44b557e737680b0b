package io.kinexus.operator.engine;

import io.kinexus.operator.core.cost.Charged;
import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an environment uses of what AWS bills. What exists already is somebody else's, and not counted. Pure. */
public final class Charges {
    private final List<Charged> before = new ArrayList<>();
    private final List<Charged> after = new ArrayList<>();

    private Charges() {}

    /** As it is declared. */
    public static List<Charged> wanted(Kinds kinds, Desired desired) {
        return desired.resources().stream()
                .filter(one -> one.existing().isEmpty())
                .map(one -> new Charged(
                        one.id(),
                        Optional.of(one.from()),
                        usage(kinds.of(one.id().kind()), one)))
                .toList();
    }

    private static <S extends Spec> Usage usage(ResourceKind<S, ?> kind, Declared<?> one) {
        return kind.usage(kind.specType().cast(one.spec()));
    }

    /** On both sides of a plan. */
    static Charges of(Plan plan, World world) {
        Charges charges = new Charges();
        for (Step step : plan.steps()) {
            world.of(step.id()).ifPresent(seen -> charges.add(step, seen));
            Optional.ofNullable(world.surplus().get(step.id()))
                    .filter(left -> step.action() instanceof Action.Delete
                            && !step.standing().foreign())
                    .ifPresent(left -> add(charges.before, step, left.used()));
        }
        return charges;
    }

    private void add(Step step, Sighting<?, ?> seen) {
        if (seen.wanted().existing().isPresent()) {
            return;
        }
        Optional<Usage> used = seen.used();
        boolean keeps = step.action() instanceof Action.Keep;
        if (!keeps) {
            used.ifPresent(usage -> add(before, step, usage));
            add(after, step, seen.usage());
        } else if (used.isPresent() || seen.unreadable()) {
            add(before, step, seen.usage());
            add(after, step, seen.usage());
        }
    }

    private static void add(List<Charged> side, Step step, Usage usage) {
        side.add(new Charged(step.id(), step.from(), usage));
    }

    List<Charged> before() {
        return before;
    }

    List<Charged> after() {
        return after;
    }

    /** Whether a resource uses the same on both sides. */
    boolean same(ResourceId id) {
        return usage(before, id).equals(usage(after, id));
    }

    private static Optional<Usage> usage(List<Charged> side, ResourceId id) {
        return side.stream()
                .filter(one -> one.id().equals(id))
                .map(Charged::usage)
                .findFirst();
    }
}
