package io.kinexus.operator.app;

import io.kinexus.operator.aws.Clients;
import io.kinexus.operator.aws.SdkClients;
import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.control.SandboxServer;
import io.kinexus.operator.sandbox.control.SandboxYaml;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * AWS in memory, in this process. The operator enters by the same door as everybody else: the in-process door is a proxy of
 * the SDK's interfaces, and making one loads and initialises every request of every service, three times the memory of all
 * the rest. The loop goes by the sandbox's clock.
 */
final class SandboxCloud implements Cloud {
    /** Sandbox seconds for each real one, unless given. */
    static final double SPEED = 60;

    private static final Duration SOONEST = Duration.ofMillis(20);

    private final SandboxServer server;
    private final SdkClients clients;

    private SandboxCloud(SandboxServer server) {
        this.server = server;
        this.clients = new SdkClients(Optional.of(server.uri()));
    }

    /**
     * Listens and ticks when this returns.
     *
     * @throws Refused when {@code sandbox.yaml} is wrong or the port is taken
     */
    static SandboxCloud start(Path desiredState, int port, double speed) {
        try {
            SandboxScript script = SandboxYaml.read(desiredState.resolve("sandbox.yaml"));
            return new SandboxCloud(SandboxServer.start(script, port, speed));
        } catch (IllegalArgumentException | UncheckedIOException wrong) {
            throw Refused.because(String.valueOf(wrong.getMessage()));
        }
    }

    URI uri() {
        return server.uri();
    }

    @Override
    public Clients clients() {
        return clients;
    }

    @Override
    public InstantSource clock() {
        return () -> server.sandbox().clock().instant();
    }

    @Override
    public Duration real(Duration loop) {
        double speed = server.speed();
        if (speed <= 0) {
            return loop;
        }
        Duration real = Duration.ofMillis(Math.round(loop.toMillis() / speed));
        return real.compareTo(SOONEST) < 0 ? SOONEST : real;
    }

    @Override
    public void close() {
        clients.close();
        server.close();
    }
}
