package io.kinexus.operator.cli;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.kinexus.operator.api.PlanView;
import io.kinexus.operator.api.Wire;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.PlanMarkdown;
import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.core.plan.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The dry run: desired against live, never writes. Takes one form of output more than the others. */
@Command(name = "plan", description = "Shows what would be done to one environment; never writes.")
final class PlanVerb implements Callable<Integer> {
    /** How the plan is written. */
    enum Output {
        text,
        json,
        markdown
    }

    private final Console console;
    private final Operator operator;

    @Parameters(paramLabel = "ENVIRONMENT", description = "The environment.")
    private String environment = "";

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Also saves the plan, for `kinexus apply ENVIRONMENT --plan FILE`.")
    private @Nullable Path save;

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "text|json|markdown",
            description = "How the plan is written: text, json or markdown.")
    private Output output = Output.text;

    @Option(
            names = "--desired-state",
            paramLabel = "DIR",
            description = "The folder with one folder for each environment; "
                    + "the repository in KINEXUS_GIT_URL or else desired-state unless given.")
    private Path desiredState = Operator.CONFIGURED;

    @Mixin
    @SuppressWarnings("unused") // picocli fills it
    private final ClockOption clock = new ClockOption();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli shows the help itself
    private boolean help;

    PlanVerb(Console console, Operator operator) {
        this.console = console;
        this.operator = operator;
    }

    @Override
    public Integer call() throws IOException {
        Plan plan = operator.plan(desiredState, environment);
        show(plan);
        if (save != null) {
            Wire.mapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(save.toFile(), PlanView.of(plan));
        }
        problems(plan).forEach(console::error);
        if (!plan.complete()) {
            return Exit.FAILED;
        }
        return plan.empty() ? Exit.FINE : Exit.CHANGES;
    }

    /** What fails for one reason is one line: an AWS that cannot be reached fails everything. */
    private static List<String> problems(Plan plan) {
        Map<String, List<Problem>> byMessage = plan.problems().stream()
                .collect(Collectors.groupingBy(Problem::message, LinkedHashMap::new, Collectors.toList()));
        return byMessage.entrySet().stream()
                .map(entry -> {
                    int more = entry.getValue().size() - 1;
                    return entry.getValue().get(0).id() + (more == 0 ? "" : " and " + more + " more") + ": "
                            + entry.getKey();
                })
                .toList();
    }

    private void show(Plan plan) {
        switch (output) {
            case json -> console.json(PlanView.of(plan));
            case markdown -> console.text(new PlanMarkdown(plan).text());
            case text -> console.text(new PlanText(plan, console.colour()).text());
        }
    }
}
