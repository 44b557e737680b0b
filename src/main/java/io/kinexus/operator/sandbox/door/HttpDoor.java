package io.kinexus.operator.sandbox.door;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kinexus.operator.sandbox.LostReply;
import io.kinexus.operator.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The sandbox over HTTP on loopback, for any client of AWS. The JDK's own server carries it: the sandbox stays free of
 * Quarkus, starts in milliseconds in any test, and the account's lock lets one call through at a time anyway.
 */
public final class HttpDoor implements AutoCloseable {
    static {
        // Without it the JDK's server waits 40 ms for the client's acknowledgement between headers and body.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final WireCalls calls;
    private final Map<String, Function<Inbound, Reply>> beside = new HashMap<>();

    private HttpDoor(Sandbox sandbox, HttpServer server) {
        this.server = server;
        this.calls = new WireCalls(sandbox);
        AtomicInteger number = new AtomicInteger();
        // Not a fixed number: calls that are held must not keep out the one that lets them go.
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "sandbox-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Listens at once.
     *
     * @param port 0 for any free one
     * @throws UncheckedIOException when the port is taken
     */
    public static HttpDoor open(Sandbox sandbox, int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            HttpDoor door = new HttpDoor(sandbox, server);
            server.setExecutor(door.threads);
            server.createContext("/", door::handle);
            server.start();
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    /** Paths that begin so are answered by something else than AWS. */
    public HttpDoor beside(String path, Function<Inbound, Reply> answers) {
        beside.put(path, answers);
        return this;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** For {@code AWS_ENDPOINT_URL}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Inbound request = read(exchange);
            Reply reply = beside.entrySet().stream()
                    .filter(entry -> request.path().startsWith(entry.getKey()))
                    .map(entry -> entry.getValue().apply(request))
                    .findFirst()
                    .orElseGet(() -> calls.answer(request));
            write(exchange, reply);
        } catch (LostReply lost) {
            // Closing without an answer is what a lost reply looks like from the other side.
            exchange.getResponseHeaders().clear();
        }
    }

    private static Inbound read(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        URI uri = exchange.getRequestURI();
        byte[] body = exchange.getRequestBody().readAllBytes();
        return new Inbound(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                Inbound.pairs(Optional.ofNullable(uri.getRawQuery()).orElse("")),
                headers,
                SdkBytes.fromByteArrayUnsafe(body));
    }

    private static void write(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("content-length")) {
                exchange.getResponseHeaders().set(name, value);
            }
        });
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head && reply.headers().containsKey("Content-Length")) {
            exchange.getResponseHeaders().set("Content-Length", reply.headers().get("Content-Length"));
        }
        byte[] body = reply.body().asByteArrayUnsafe();
        boolean empty = head || body.length == 0;
        exchange.sendResponseHeaders(reply.status(), empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
    }
}
