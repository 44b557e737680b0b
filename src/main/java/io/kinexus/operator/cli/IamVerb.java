package io.kinexus.operator.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The least IAM policy; the same whatever the form of output. */
@Command(name = "iam", description = "Prints the least IAM policy that the operator needs for one environment.")
final class IamVerb extends Verb {
    private final Operator operator;

    @Parameters(paramLabel = "ENVIRONMENT", description = "The environment.")
    private String environment = "";

    IamVerb(Console console, Operator operator) {
        super(console);
        this.operator = operator;
    }

    @Override
    public Integer call() {
        console().text(operator.iam(common().desiredState(), environment));
        return Exit.FINE;
    }
}
