package io.kinexus.operator.cli;

import picocli.CommandLine.Command;

/** Ends the watch over a new revision. */
@Command(
        name = "promote",
        description = "Ends Watching: the new revision of one service is held to be good from now on.")
final class PromoteVerb extends ServiceVerb {
    PromoteVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        return ask("promote");
    }
}
