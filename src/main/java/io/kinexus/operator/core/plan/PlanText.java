package io.kinexus.operator.core.plan;

import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Owner;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.rollout.Verification.Check;
import io.kinexus.operator.core.rollout.Verification.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan for people, as lines: grouped by the declaration that asked, each step with its reason, fields and ruling. */
public final class PlanText {
    private static final int WIDEST = 56;
    private static final String LEFT_OVER = "no longer declared";

    private final Plan plan;
    private final boolean colour;
    private final int width;

    /** @param colour with ANSI colours, for a terminal */
    public PlanText(Plan plan, boolean colour) {
        this.plan = plan;
        this.colour = colour;
        width = Math.min(
                WIDEST,
                plan.steps().stream()
                        .mapToInt(step -> step.id().local().length())
                        .max()
                        .orElse(0));
    }

    /** The whole plan; ends with a line break. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("Plan for " + plan.environment() + " at " + shortCommit(plan.commit()));
        groups().forEach((name, steps) -> {
            lines.add("");
            lines.add(bold(name));
            steps.forEach(step -> addStep(lines, step));
        });
        if (!plan.problems().isEmpty()) {
            lines.add("");
            lines.add(paint("31", "Problems: this plan is not complete."));
            plan.problems().forEach(problem -> lines.add("  " + problem.id().local() + ": " + problem.message()));
        }
        lines.add("");
        plan.cost().ifPresent(cost -> lines.addAll(cost.text()));
        lines.add(summary(plan));
        return String.join("\n", lines) + "\n";
    }

    /** One sentence with the counts: the last line of the text, the first of the Markdown. */
    static String summary(Plan plan) {
        String complete = plan.complete() ? "" : " The plan is not complete.";
        if (plan.empty() && !plan.complete()) {
            return "No changes seen, but not everything could be read: whether " + plan.environment()
                    + " is as declared is not known." + complete;
        }
        if (plan.empty()) {
            return "No changes: " + plan.environment() + " is as declared, "
                    + plan.summary().get("keep") + " resources.";
        }
        List<String> parts = new ArrayList<>();
        plan.summary().forEach((word, count) -> {
            if (count > 0) {
                parts.add(count + " to " + (word.equals("rollout") ? "roll out" : word));
            }
        });
        long held = plan.steps().stream()
                .filter(step -> step.action().writes() && !step.ruling().goes())
                .count();
        return "Plan: " + String.join(", ", parts) + "." + (held > 0 ? " " + held + " held or refused." : "")
                + complete;
    }

    /** Steps by declaration, in the order in which each group's first step comes. */
    Map<String, List<Step>> groups() {
        Map<String, List<Step>> groups = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            String name = step.from().map(DeclarationId::toString).orElse(LEFT_OVER);
            groups.computeIfAbsent(name, key -> new ArrayList<>()).add(step);
        }
        return groups;
    }

    private void addStep(List<String> lines, Step step) {
        String name = step.id().local();
        String padded = name + " ".repeat(Math.max(0, width - name.length()));
        lines.add("  " + paint(code(step), step.action().symbol() + " " + padded) + "  "
                + step.action().because());
        for (FieldChange change : step.fields()) {
            lines.add("      " + field(change));
        }
        checks(plan.checks(step))
                .forEach(line -> lines.add("      " + (line.startsWith("check failed") ? paint("31", line) : line)));
        if (!step.ruling().goes()) {
            String word = step.ruling().decision().equals("refuse") ? "refused" : "held";
            lines.add("      " + paint("33", word + ": " + step.ruling().because()));
        } else if (!step.ruling().because().isEmpty()) {
            lines.add("      " + step.ruling().because());
        }
    }

    /** What passed in one line, everything else in one of its own. */
    static List<String> checks(List<Check> checks) {
        List<String> lines = new ArrayList<>();
        String passed = checks.stream()
                .filter(check -> check.result() == Result.PASSED)
                .map(Check::name)
                .collect(Collectors.joining(", "));
        if (!passed.isEmpty()) {
            lines.add("checks passed: " + passed);
        }
        for (Check check : checks) {
            if (check.result() != Result.PASSED) {
                String word = check.result() == Result.FAILED ? "check failed: " : "not checked: ";
                lines.add(word + check.name() + ": " + check.said());
            }
        }
        return lines;
    }

    static String field(FieldChange change) {
        String owner = change.owner() == Owner.GIT
                ? ""
                : "  (belongs to " + word(change.owner().name()) + ", left alone)";
        String effect =
                switch (change.effect()) {
                    case IN_PLACE -> "";
                    case ROLLOUT -> "  (replaces tasks)";
                    case REPLACE -> "  (forces a new resource)";
                };
        return change.path() + ": " + change.before() + " -> " + change.after() + owner + effect;
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String shortCommit(String commit) {
        return commit.length() <= 19 ? commit : commit.substring(0, 19);
    }

    private static String code(Step step) {
        return switch (step.action().symbol()) {
            case "+" -> "32";
            case "-", "!" -> "31";
            case "~", ">" -> "33";
            default -> "2";
        };
    }

    private String bold(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
