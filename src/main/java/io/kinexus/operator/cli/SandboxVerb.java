package io.kinexus.operator.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The sandbox alone, for other tools and for several operators. */
@Command(name = "sandbox", description = "Runs the AWS sandbox alone, for any AWS client.")
final class SandboxVerb extends Verb {
    private final Operator operator;

    @Mixin
    private final RunVerb.SandboxOptions options = new RunVerb.SandboxOptions();

    SandboxVerb(Console console, Operator operator) {
        super(console);
        this.operator = operator;
    }

    @Override
    public Integer call() throws IOException {
        return operator.sandbox(new Operator.RunRequest(
                common().desiredState(), true, options.speed(), 0, options.port(), common().json()));
    }
}
