package io.kinexus.operator.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** Git's smart protocol over HTTPS on loopback, as a real server speaks it. */
public final class HttpsGit implements AutoCloseable {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private final HttpsServer server;
    private final Repo repo;

    /** One line for each request: method, path, and the Authorization header if there was one. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    /** How many packs were sent. */
    public final AtomicInteger packs = new AtomicInteger();

    /** Bytes of an answer to a POST, after which it ends. */
    public volatile int cutAfter = Integer.MAX_VALUE;

    public volatile Optional<String> authorization = Optional.empty();

    /** How often something was sent here. */
    public final AtomicInteger pushes = new AtomicInteger();

    /** As for a token that may only read. */
    public volatile boolean readOnly;

    /** Why a hook takes no push. */
    public volatile Optional<String> declines = Optional.empty();

    /** Instead of an answer. */
    public volatile Optional<Answer> instead = Optional.empty();

    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    public HttpsGit(Repo repo, SSLContext tls) throws IOException {
        this.repo = repo;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "https://localhost:" + server.getAddress().getPort() + "/team/state.git";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String sent = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("");
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + sent);
            if (instead.isPresent()) {
                instead.get().to(exchange);
            } else if (authorization.isPresent() && !authorization.get().equals(sent)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(UNAUTHORIZED, -1);
            } else if (!exchange.getRequestURI().toString().contains("git-receive-pack")) {
                serve(exchange);
            } else if (readOnly) {
                exchange.sendResponseHeaders(FORBIDDEN, -1);
            } else {
                receive(exchange);
            }
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        ReceivePack pack = new ReceivePack(repo.repository);
        pack.setBiDirectionalPipe(false);
        pack.setCheckReceivedObjects(true);
        pack.setPreReceiveHook((receiving, commands) -> declines.ifPresent(why ->
                commands.forEach(command -> command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, why))));
        boolean refs = exchange.getRequestURI().getPath().endsWith("/info/refs");
        exchange.getResponseHeaders()
                .set("Content-Type", "application/x-git-receive-pack-" + (refs ? "advertisement" : "result"));
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            if (refs) {
                PacketLineOut lines = new PacketLineOut(out);
                lines.writeString("# service=git-receive-pack\n");
                lines.end();
                pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
            } else {
                pushes.incrementAndGet();
                pack.receive(body(exchange), out, null);
            }
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        UploadPack pack = new UploadPack(repo.repository);
        pack.setBiDirectionalPipe(false);
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Git-Protocol"))
                .ifPresent(version -> pack.setExtraParameters(List.of(version)));
        boolean refs = exchange.getRequestURI().getPath().endsWith("/info/refs");
        exchange.getResponseHeaders()
                .set("Content-Type", "application/x-git-upload-pack-" + (refs ? "advertisement" : "result"));
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            if (refs) {
                PacketLineOut lines = new PacketLineOut(out);
                lines.writeString("# service=git-upload-pack\n");
                lines.end();
                pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines), "git-upload-pack");
            } else {
                ByteArrayOutputStream answer = new ByteArrayOutputStream();
                pack.upload(body(exchange), answer, null);
                if (new String(answer.toByteArray(), StandardCharsets.ISO_8859_1).contains("PACK")) {
                    packs.incrementAndGet();
                }
                out.write(answer.toByteArray(), 0, Math.min(cutAfter, answer.size()));
            }
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
