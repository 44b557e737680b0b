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
            defaultValue = "desired-state",
            paramLabel = "DIR",
            description = "The folder with one folder for each environment.")
    private Path desiredState = Path.of("desired-state");

    boolean json() {
        return output == Output.json;
    }

    Path desiredState() {
        return desiredState;
    }
}
