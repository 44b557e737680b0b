package io.kinexus.operator.cli;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The long-running controller. */
@Command(name = "run", description = "Runs the controller with its API and page; with --sandbox, on an AWS in memory.")
final class RunVerb extends Verb {
    private final Operator operator;

    @Mixin
    private final SandboxOptions options = new SandboxOptions();

    @Mixin
    @SuppressWarnings("unused") // picocli fills it
    private final ClockOption clock = new ClockOption();

    @Option(names = "--sandbox", description = "Runs on the sandbox instead of AWS, with everything it needs.")
    private boolean sandbox;

    @Option(
            names = "--port",
            defaultValue = "8080",
            converter = Port.class,
            paramLabel = "PORT",
            description = "Where API and page listen; 8080 unless given, 0 for any free one.")
    private int port;

    RunVerb(Console console, Operator operator) {
        super(console);
        this.operator = operator;
    }

    @Override
    public Integer call() throws IOException {
        return operator.run(new Operator.RunRequest(
                common().desiredState(), sandbox, options.speed(), port, options.port(), common().json()));
    }

    /** What the sandbox takes. */
    static final class SandboxOptions {
        @Option(
                names = "--speed",
                converter = Speed.class,
                paramLabel = "N",
                description = "Sandbox seconds for each real one; 60 unless given, and 1 for `kinexus sandbox`.")
        private @Nullable Double speed;

        @Option(
                names = "--sandbox-port",
                defaultValue = "4566",
                converter = Port.class,
                paramLabel = "PORT",
                description = "Where the sandbox listens; 4566 unless given, 0 for any free one.")
        private int port;

        Optional<Double> speed() {
            return Optional.ofNullable(speed);
        }

        int port() {
            return port;
        }
    }
}
