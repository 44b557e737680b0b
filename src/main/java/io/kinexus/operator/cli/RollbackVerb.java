package io.kinexus.operator.cli;

import io.kinexus.operator.api.RollbackRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes a service back to an earlier revision. */
@Command(
        name = "rollback",
        description =
                "Takes one service back to its last good revision, or to an earlier one; the revision that it leaves"
                        + " is held back.")
final class RollbackVerb extends ServiceVerb {
    @Option(
            names = "--to",
            paramLabel = "REVISION",
            description = "The id of an earlier rollout that succeeded, or 8 or more digits of its revision;"
                    + " the last good one unless given.")
    private @Nullable String to;

    RollbackVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        return ask("rollback", new RollbackRequest(Optional.ofNullable(to)));
    }
}
