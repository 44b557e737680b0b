package io.kinexus.operator.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every verb takes. */
final class Common {
    /** How the answer is written. */
    enum Output {
        text,
        json
    }

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "text|json",
            description = "How the answer is written: text or json.")
    private Output output = Output.text;

    @Option(
            names = "--desired-state",
            paramLabel = "DIR",
            description = "The folder with one folder for each environment; "
                    + "the repository in KINEXUS_GIT_URL or else desired-state unless given.")
    private Path desiredState = Operator.CONFIGURED;

    boolean json() {
        return output == Output.json;
    }

    Path desiredState() {
        return desiredState;
    }
}
