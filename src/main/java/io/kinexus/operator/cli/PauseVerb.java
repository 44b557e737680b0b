package io.kinexus.operator.cli;

import io.kinexus.operator.api.Accepted;
import picocli.CommandLine.Command;

/** Holds an environment: it is planned and reported, and not written. */
@Command(name = "pause", description = "Holds one environment: it is planned and reported, and not written.")
final class PauseVerb extends RemoteVerb {
    PauseVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        Accepted answer = controller().post(Accepted.class, ENVIRONMENTS, environment(), "pause");
        answer(answer, answer.environment() + ": " + answer.what());
        return Exit.FINE;
    }
}
