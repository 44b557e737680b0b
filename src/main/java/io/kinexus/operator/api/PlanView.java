package io.kinexus.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.plan.Cost;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.rollout.Verification.Check;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A plan as JSON. The hash covers everything but {@code at}; {@code cost} is null until it is known. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PlanView(
        String environment,
        String commit,
        Instant at,
        boolean complete,
        boolean empty,
        String hash,
        Map<String, Long> summary,
        List<StepView> steps,
        List<ProblemView> problems,
        Optional<CostChange> cost) {
    private static final List<String> WORDS = List.of("create", "update", "rollout", "replace", "delete", "keep");

    /** One resource's place in the plan. */
    public record StepView(
            String id,
            Optional<String> from,
            String action,
            String because,
            List<String> after,
            List<FieldView> fields,
            RulingView ruling,
            List<CheckView> checks) {
        static StepView of(Step step, List<Check> checks) {
            return new StepView(
                    step.id().toString(),
                    step.from().map(Object::toString),
                    step.action().word(),
                    step.action().because(),
                    step.after().stream().map(Object::toString).toList(),
                    step.fields().stream().map(FieldView::of).toList(),
                    new RulingView(
                            step.ruling().decision(),
                            step.ruling().because(),
                            step.ruling().until()),
                    checks.stream().map(CheckView::of).toList());
        }
    }

    /** One check before a revision is sent out: {@code passed failed not-checked}. */
    public record CheckView(String name, String result, String said) {
        public static CheckView of(Check check) {
            return new CheckView(check.name(), FieldView.word(check.result()), check.said());
        }
    }

    /** One field that differs; secrets are masked before they come here. */
    public record FieldView(String path, String before, String after, String owner, String effect) {
        static FieldView of(FieldChange change) {
            return new FieldView(
                    change.path(), change.before(), change.after(), word(change.owner()), word(change.effect()));
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What the gates say: {@code go hold refuse}. */
    public record RulingView(String decision, String because, Optional<Instant> until) {}

    /** What could not be read or ordered. */
    public record ProblemView(String id, String message) {}

    /**
     * By month, in US dollars at list prices: the typical figures, and then all three of each.
     *
     * @param unknown items without a price, which are in no figure
     * @param overBudget why the typical figure afterwards is too much; null within the budget
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record CostChange(
            double monthlyUsd,
            double before,
            double after,
            CostView.RangeView monthlyRange,
            CostView.RangeView beforeRange,
            CostView.RangeView afterRange,
            List<String> unknown,
            Optional<String> overBudget) {
        static CostChange of(Cost cost) {
            return new CostChange(
                    cost.monthly().typical(),
                    cost.before().typical(),
                    cost.after().typical(),
                    CostView.RangeView.of(cost.monthly()),
                    CostView.RangeView.of(cost.before()),
                    CostView.RangeView.of(cost.after()),
                    cost.unknown(),
                    cost.over());
        }
    }

    public static PlanView of(Plan plan) {
        Map<String, Long> summary = new LinkedHashMap<>();
        WORDS.forEach(word -> summary.put(word, plan.summary().getOrDefault(word, 0L)));
        return new PlanView(
                plan.environment(),
                plan.commit(),
                plan.at(),
                plan.complete(),
                plan.empty(),
                plan.hash(),
                summary,
                plan.steps().stream()
                        .map(step -> StepView.of(step, plan.checks(step)))
                        .toList(),
                plan.problems().stream()
                        .map(problem -> new ProblemView(problem.id().toString(), problem.message()))
                        .toList(),
                plan.cost().map(CostChange::of));
    }
}
