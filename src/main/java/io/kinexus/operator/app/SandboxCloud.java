package io.kinexus.operator.app;

import io.kinexus.operator.aws.Clients;
import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.control.SandboxServer;
import io.kinexus.operator.sandbox.control.SandboxYaml;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** AWS in memory, entered in process; others enter the same account over HTTP. The loop goes by its clock. */
final class SandboxCloud implements Cloud {
    /** Sandbox seconds for each real one, unless given. */
    static final double SPEED = 60;

    private static final Duration SOONEST = Duration.ofMillis(20);

    private record Key(Class<?> service, String account, String region) {}

    private final SandboxServer server;
    private final InProcessDoor door;
    private final Map<Key, Object> clients = new ConcurrentHashMap<>();

    private SandboxCloud(SandboxServer server) {
        this.server = server;
        this.door = new InProcessDoor(server.sandbox());
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
        return new Clients() {
            @Override
            public <C> C client(Class<C> service, String account, String region) {
                return service.cast(clients.computeIfAbsent(
                        new Key(service, account, region), key -> door.client(service, account, region)));
            }
        };
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
        server.close();
    }
}
