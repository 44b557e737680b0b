package io.kinexus.operator.cli;

import io.kinexus.operator.api.ApplyReport;
import io.kinexus.operator.api.RunView;
import io.kinexus.operator.core.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One turn now, or turns until all is settled. */
@Command(name = "apply", description = "Makes one turn now; with --wait, turns until everything is settled.")
final class ApplyVerb extends Verb {
    private final Operator operator;

    @Mixin
    private final Server server = new Server();

    @Parameters(paramLabel = "ENVIRONMENT", description = "The environment.")
    private String environment = "";

    @Mixin
    @SuppressWarnings("unused") // picocli fills it
    private final ClockOption clock = new ClockOption();

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "A saved plan; refused when the world has moved since.")
    private @Nullable Path plan;

    @Option(names = "--wait", description = "Makes turns until everything is settled.")
    private boolean wait;

    @Option(
            names = "--timeout",
            defaultValue = "30m",
            paramLabel = "DURATION",
            description = "How long --wait waits, such as 90s, 30m or 2h; 30m unless given.")
    private Duration timeout = Duration.ofMinutes(30);

    @Option(
            names = "--restore-data",
            description =
                    "Makes a database that is missing from its newest recovery point or snapshot, not empty; without"
                            + " --server only.")
    private boolean restoreData;

    ApplyVerb(Console console, Operator operator) {
        super(console);
        this.operator = operator;
    }

    @Override
    public Integer call() throws IOException {
        if (restoreData && server.given().isPresent()) {
            throw Refused.because(
                    "--restore-data works without --server: stop the controller, or pause it, and apply here");
        }
        Optional<Duration> patience = wait ? Optional.of(timeout) : Optional.empty();
        ApplyReport report = server.given().isPresent()
                ? new RemoteApply(server.controller(console().environment()), operator)
                        .apply(environment, Optional.ofNullable(plan), patience)
                : operator.apply(new Operator.ApplyRequest(
                        common().desiredState(), environment, Optional.ofNullable(plan), patience, restoreData));
        answer(report, text(report));
        if (!report.because().isEmpty()) {
            report.because().lines().forEach(console()::error);
        }
        return exit(report.outcome());
    }

    private static int exit(String outcome) {
        return switch (outcome) {
            case "applied" -> Exit.FINE;
            case "held" -> Exit.HELD;
            case "stale" -> Exit.STALE;
            case "waiting" -> Exit.TIMEOUT;
            default -> Exit.FAILED;
        };
    }

    private static String text(ApplyReport report) {
        StringBuilder text = new StringBuilder();
        for (RunView run : report.runs()) {
            for (Run.Line line : run.steps()) {
                text.append(line.resource())
                        .append(": ")
                        .append(line.action())
                        .append(' ')
                        .append(line.outcome());
                text.append(line.message().isEmpty() ? "\n" : ", " + line.message() + "\n");
            }
            run.problems().forEach(problem -> text.append(problem).append('\n'));
        }
        return text + report.environment() + ": " + report.outcome() + ", " + report.sync() + ", " + report.health()
                + "\n";
    }
}
