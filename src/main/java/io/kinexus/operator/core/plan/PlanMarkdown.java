package io.kinexus.operator.core.plan;

import io.kinexus.operator.core.diff.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A plan as a comment on a pull request: a summary line, what changes in a table, the rest folded away. */
public final class PlanMarkdown {
    private final Plan plan;

    public PlanMarkdown(Plan plan) {
        this.plan = plan;
    }

    /** The whole comment; ends with a line break. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("### `" + plan.environment() + "`: " + PlanText.summary(plan));
        plan.cost().ifPresent(cost -> cost.text().forEach(line -> lines.addAll(List.of("", cell(line)))));
        List<Step> writing =
                plan.steps().stream().filter(step -> step.action().writes()).toList();
        if (!writing.isEmpty()) {
            lines.addAll(List.of("", "| | resource | because | ruling |", "|---|---|---|---|"));
            writing.forEach(step -> lines.add("| `" + step.action().symbol() + "` "
                    + step.action().word() + " | `" + step.id().local() + "` | "
                    + cell(step.action().because()) + " | " + ruling(step) + " |"));
        }
        fold(lines, "Fields", writing.stream().flatMap(PlanMarkdown::fields).toList());
        fold(lines, "Checks", writing.stream().flatMap(this::checks).toList());
        fold(
                lines,
                "Problems",
                plan.problems().stream()
                        .map(problem -> "- `" + problem.id().local() + "`: " + cell(problem.message()))
                        .toList());
        fold(
                lines,
                "Unchanged (" + plan.summary().get("keep") + ")",
                plan.steps().stream()
                        .filter(step -> !step.action().writes())
                        .map(step -> "- `" + step.id().local() + "`: "
                                + cell(step.action().because()))
                        .toList());
        return String.join("\n", lines) + "\n";
    }

    private static Stream<String> fields(Step step) {
        return step.fields().stream().map(change -> "- `" + step.id().local() + "` " + code(change));
    }

    private Stream<String> checks(Step step) {
        return PlanText.checks(plan.checks(step)).stream()
                .map(line -> "- `" + step.id().local() + "` " + cell(line));
    }

    private static String code(FieldChange change) {
        return "`" + PlanText.field(change).replace("`", "'") + "`";
    }

    private static String ruling(Step step) {
        String because = step.ruling().because();
        return step.ruling().decision() + (because.isEmpty() ? "" : ": " + cell(because));
    }

    private static void fold(List<String> lines, String title, List<String> inside) {
        if (!inside.isEmpty()) {
            lines.addAll(List.of("", "<details><summary>" + title + "</summary>", ""));
            lines.addAll(inside);
            lines.addAll(List.of("", "</details>"));
        }
    }

    /** Nothing of a value may end a table's cell or become markup. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ");
    }
}
