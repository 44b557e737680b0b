package io.kinexus.operator.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tasks of a running controller. */
@Command(name = "task", description = "Runs a Task now.", synopsisSubcommandLabel = "run")
final class TaskVerb {
    @Option(names = "--help", usageHelp = true, description = "Shows this help.")
    @SuppressWarnings("unused") // picocli shows the help itself
    private boolean help;

    private TaskVerb() {}

    static CommandLine line(Console console, Operator operator) {
        return new CommandLine(new TaskVerb()).addSubcommand(new TaskRunVerb(console, operator));
    }
}
