package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.DeclarationId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A plan that removes more than it may is held whole in what it removes, not cut to fit: the reason is more likely a
 * mistake in the files than a wish. Counted as people write: a Service that goes is one, whatever AWS has of it. What
 * another gate has held or refused by now is not counted.
 */
public record MostDeletes() implements Gate {
    private static final int NAMED = 5;

    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        int most = now.settings().limits().maxDeletes();
        if (!removes(step)) {
            return new Ruling.Go();
        }
        List<String> losing = plan.steps().stream()
                .filter(MostDeletes::removes)
                .map(MostDeletes::counted)
                .distinct()
                .toList();
        return losing.size() <= most
                ? new Ruling.Go()
                : new Ruling.Hold(
                        "the plan removes from " + losing.size() + " declarations (" + named(losing)
                                + ") and limits.maxDeletes is " + most + "; if this is meant, set limits: {maxDeletes: "
                                + losing.size() + "} in the Environment",
                        Optional.empty());
    }

    private static String named(List<String> losing) {
        String first = losing.stream().limit(NAMED).collect(Collectors.joining(", "));
        return losing.size() > NAMED ? first + ", ..." : first;
    }

    private static String counted(Step step) {
        return step.from().map(DeclarationId::toString).orElseGet(() -> step.id()
                .local());
    }

    private static boolean removes(Step step) {
        return step.goes() && (step.action() instanceof Action.Delete || step.action() instanceof Action.Replace);
    }
}
