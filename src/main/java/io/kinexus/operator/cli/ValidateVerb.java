package io.kinexus.operator.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Reads and checks the files; no network. */
@Command(name = "validate", description = "Reads and checks the files of one environment, or of all; no network.")
final class ValidateVerb extends Verb {
    private final Operator operator;

    @Parameters(arity = "0..1", paramLabel = "ENVIRONMENT", description = "One environment; all when left out.")
    private @Nullable String environment;

    ValidateVerb(Console console, Operator operator) {
        super(console);
        this.operator = operator;
    }

    /** The answer as JSON. */
    record Validation(boolean valid, List<String> problems) {}

    @Override
    public Integer call() {
        List<String> problems = operator.validate(common().desiredState(), Optional.ofNullable(environment));
        if (common().json()) {
            console().json(new Validation(problems.isEmpty(), problems));
        } else if (problems.isEmpty()) {
            console().text("Everything is fine.");
        }
        problems.forEach(console()::error);
        return problems.isEmpty() ? Exit.FINE : Exit.FAILED;
    }
}
