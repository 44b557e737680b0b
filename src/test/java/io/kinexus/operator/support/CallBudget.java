package io.kinexus.operator.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Spec;
import io.kinexus.operator.engine.Kinds;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The calls that an environment may take, by what each kind declares of itself. */
public final class CallBudget {
    /** How far above the floors a full look may be. */
    public static final double LOOKING = 1.05;

    private static final double MAKING = 1.1;
    private static final double TAGS_PER_PAGE = 100;

    private CallBudget() {}

    /** The sum of what each kind declares for as many as there are, and the sweep of all tags. */
    public static double floor(Plan plan) {
        Map<KindName, Long> items = items(plan);
        double calls = Math.ceil(plan.steps().size() / TAGS_PER_PAGE);
        for (ResourceKind<?, ?> kind : Kinds.installed().all()) {
            calls += kind.floor().calls(items.getOrDefault(kind.name(), 0L));
        }
        return calls;
    }

    /** How many there are of each kind. */
    public static Map<KindName, Long> items(Plan plan) {
        return plan.steps().stream()
                .map(Step::id)
                .collect(Collectors.groupingBy(id -> id.kind(), TreeMap::new, Collectors.counting()));
    }

    /** Of an environment that is quiet: one more turn that looks at everything. */
    public static void holdsLooking(Operated quiet) {
        double floor = floor(quiet.plan());
        int before = quiet.sandbox.calls().size();
        quiet.turn("wake");
        List<String> calls = quiet.sandbox.calls().stream()
                .skip(before)
                .map(logged -> logged.call().service() + ":" + logged.call().action())
                .sorted()
                .toList();
        assertThat((double) calls.size())
                .as("calls of a full look, the floors being %s: %s", floor, calls)
                .isLessThanOrEqualTo(LOOKING * floor);
    }

    /** Of an environment that was just made from nothing: everything that was written, refused calls among it. */
    public static void holdsMaking(Operated made) {
        int needed = made.read().resources().stream()
                .filter(one -> one.existing().isEmpty())
                .mapToInt(CallBudget::writes)
                .sum();
        assertThat((double) made.writes().size())
                .as("writes of the creation, which needs %s: %s", needed, made.writes())
                .isLessThanOrEqualTo(MAKING * needed);
    }

    private static int writes(Declared<?> one) {
        return Kinds.installed().all().stream()
                .filter(kind -> kind.name().equals(one.id().kind()))
                .mapToInt(kind -> writes(kind, one.spec()))
                .sum();
    }

    private static <S extends Spec> int writes(ResourceKind<S, ?> kind, Spec wanted) {
        return kind.creation().writes().applyAsInt(kind.specType().cast(wanted));
    }
}
