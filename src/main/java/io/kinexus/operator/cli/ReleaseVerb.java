package io.kinexus.operator.cli;

import io.kinexus.operator.api.Accepted;
import picocli.CommandLine.Command;

/** Lifts a quarantine. */
@Command(name = "release", description = "Lifts the quarantine of one service: the revision held back is tried again.")
final class ReleaseVerb extends ServiceVerb {
    ReleaseVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        return said(controller().delete(Accepted.class, ENVIRONMENTS, environment(), "quarantine", service()));
    }
}
