package io.kinexus.operator.cli;

import io.kinexus.operator.api.Accepted;
import picocli.CommandLine.Command;

/** Lifts a pause. */
@Command(name = "resume", description = "Lifts the pause of one environment.")
final class ResumeVerb extends RemoteVerb {
    ResumeVerb(Console console) {
        super(console);
    }

    @Override
    public Integer call() {
        Accepted answer = controller().post(Accepted.class, ENVIRONMENTS, environment(), "resume");
        answer(answer, answer.environment() + ": " + answer.what());
        return Exit.FINE;
    }
}
