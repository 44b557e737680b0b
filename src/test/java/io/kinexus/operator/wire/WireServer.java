package io.kinexus.operator.wire;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/**
 * A server that speaks AWS's protocols and that nobody here wrote: the one that {@code KINEXUS_WIRE_ENDPOINT} names, or
 * {@code moto_server} from the PATH, started on a free loopback port and ended with it.
 *
 * @see <a href="https://docs.getmoto.org/en/latest/docs/server_mode.html">moto's server</a>
 */
final class WireServer implements AutoCloseable {
    static final String ENDPOINT = "KINEXUS_WIRE_ENDPOINT";
    private static final String MOTO = "moto_server";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI uri;
    private final Optional<Process> started;

    private WireServer(URI uri, Optional<Process> started) {
        this.uri = uri;
        this.started = started;
    }

    /** One for the whole test JVM, started by the first test that asks. */
    private static final class Shared {
        private static final Optional<WireServer> ONE = start();

        private static Optional<WireServer> start() {
            Optional<URI> named = Optional.ofNullable(System.getenv(ENDPOINT))
                    .filter(text -> !text.isBlank())
                    .map(URI::create);
            if (named.isPresent()) {
                return named.map(uri -> new WireServer(uri, Optional.empty()));
            }
            // Switches of moto's own: certificates are issued at once, and services say that their tasks run.
            Optional<WireServer> moto = moto(Map.of("MOTO_ACM_VALIDATION_WAIT", "0", "MOTO_ECS_SERVICE_RUNNING", "2"));
            moto.ifPresent(server -> Runtime.getRuntime().addShutdownHook(new Thread(server::close)));
            return moto;
        }
    }

    /**
     * The tests of this package go on only with a server; without one they are skipped, and say why. Where moto is on the
     * PATH and does not start they fail.
     */
    static WireServer required() {
        if (Shared.ONE.isEmpty()) {
            skip(MOTO + " is not on the PATH, and " + ENDPOINT + " names no other server");
        }
        return Shared.ONE.orElseThrow();
    }

    /** Ends the test as skipped; with {@code CI=true} and moto on the PATH it fails, since nothing is missing then. */
    static void skip(String why) {
        if (Boolean.parseBoolean(System.getenv("CI")) && onPath().isPresent()) {
            throw new AssertionError("with CI=true and " + MOTO + " on the PATH nothing is skipped: " + why);
        }
        Assumptions.abort(why);
    }

    /**
     * A moto of the caller's own, empty.
     *
     * @param switches environment variables that moto reads once, at its start
     */
    static Optional<WireServer> moto(Map<String, String> switches) {
        return onPath().map(program -> started(program, switches));
    }

    private static Optional<Path> onPath() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, MOTO))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static WireServer started(Path program, Map<String, String> switches) {
        try {
            int port = freePort();
            ProcessBuilder builder =
                    new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", Integer.toString(port));
            builder.environment().putAll(switches);
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            Process process = builder.start();
            WireServer server = new WireServer(URI.create("http://127.0.0.1:" + port), Optional.of(process));
            server.await(process);
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void await(Process process) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new IllegalStateException(MOTO + " is on the PATH and did not start at " + uri);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private boolean answers() {
        try {
            return send("GET", "/moto-api/data.json") == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    URI uri() {
        return uri;
    }

    /** Whether it is ours: one that others started is never emptied. */
    boolean ours() {
        return started.isPresent();
    }

    /** Empties it. */
    void reset() {
        if (!ours()) {
            throw new IllegalStateException(uri + " is not ours to empty");
        }
        if (send("POST", "/moto-api/reset") != 200) {
            throw new IllegalStateException(uri + " cannot be emptied");
        }
    }

    private int send(String method, String path) {
        try {
            return http.send(
                            HttpRequest.newBuilder(uri.resolve(path))
                                    .timeout(ANSWER)
                                    .method(method, HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** With its children: the program on the PATH may be a shell's shim. */
    @Override
    public void close() {
        started.ifPresent(process -> {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        });
    }
}
