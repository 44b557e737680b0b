package io.kinexus.operator.cli;

import io.kinexus.operator.api.RestoreRequest;
import io.kinexus.operator.api.RestoreView;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restores beside the original and stays until the copy is there. */
@Command(
        name = "restore",
        description = "Restores a database beside the original, never over it, and follows it to the end.")
final class RestoreVerb extends RemoteVerb {
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final String RESTORES = "restores";

    private final Operator operator;

    @Parameters(index = "1", paramLabel = "RESOURCE", description = "As the files name it, such as database/kinexus.")
    private String resource = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "The moment that its data is to be as of, such as 2026-01-05T15:00:00Z; the newest unless given.")
    private @Nullable String at;

    RestoreVerb(Console console, Operator operator) {
        super(console);
        this.operator = operator;
    }

    @Override
    public Integer call() {
        RestoreView copy = controller()
                .post(
                        RestoreView.class,
                        new RestoreRequest(resource, Optional.ofNullable(at)),
                        ENVIRONMENTS,
                        environment(),
                        RESTORES);
        console().note(copy.resource() + " is restored as " + copy.copy());
        String told = "";
        while (!copy.ended()) {
            if (!copy.status().equals(told)) {
                told = copy.status();
                console().note(told + " after " + copy.seconds() + " s");
            }
            operator.rest(BETWEEN);
            copy = controller().get(RestoreView.class, ENVIRONMENTS, environment(), RESTORES, copy.copy());
        }
        answer(copy, text(copy));
        return copy.succeeded() ? Exit.FINE : Exit.FAILED;
    }

    private static String text(RestoreView copy) {
        return copy.copy() + " is " + copy.status() + " after " + copy.seconds() + " s"
                + copy.endpoint().map(where -> " at " + where).orElse("") + "\n"
                + (copy.next().isEmpty() ? "" : copy.next() + "\n");
    }
}
