package io.kinexus.operator.cli;

import picocli.CommandLine.Command;

/** Lets a rollout go on that waits for a person. */
@Command(name = "continue", description = "Resumes a rollout from Held, where it waits for a person.")
final class ContinueVerb extends ServiceVerb {
    ContinueVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        return ask("continue");
    }
}
