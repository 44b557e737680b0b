package io.kinexus.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class PatchingHttpClientTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final PatchingHttpClient client = new PatchingHttpClient(UrlConnectionHttpClient.create(), LONG, LONG);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        released.countDown();
        client.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void patchAndEverythingElseArriveAsTheyWereSent() throws IOException {
        assertThat(text(call(SdkHttpMethod.PATCH, "/", "{\"a\":1}").call())).isEqualTo("PATCH signed {\"a\":1}");
        assertThat(text(call(SdkHttpMethod.POST, "/", "{}").call())).isEqualTo("POST signed {}");
    }

    @Test
    void anAnswerThatIsAnErrorIsAnAnswer() throws IOException {
        HttpExecuteResponse answer = call(SdkHttpMethod.PATCH, "/409", "").call();
        assertThat(answer.httpResponse().statusCode()).isEqualTo(409);
        assertThat(answer.httpResponse().firstMatchingHeader("X-Amzn-ErrorType"))
                .contains("ConflictException");
    }

    @Test
    void abortingEndsACallThatHangs() throws Exception {
        ExecutableHttpRequest hanging = call(SdkHttpMethod.PATCH, "/hang", "{}");
        threads.execute(() -> {
            awaited(arrived);
            hanging.abort();
        });
        assertThatThrownBy(hanging::call).isInstanceOf(IOException.class);
    }

    @Test
    void nobodyThereIsAnIoException() {
        server.stop(0);
        assertThatThrownBy(() -> call(SdkHttpMethod.PATCH, "/", "{}").call()).isInstanceOf(IOException.class);
    }

    private ExecutableHttpRequest call(SdkHttpMethod method, String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return client.prepareRequest(HttpExecuteRequest.builder()
                .request(SdkHttpRequest.builder()
                        .method(method)
                        .uri(URI.create(
                                "http://127.0.0.1:" + server.getAddress().getPort() + path))
                        .putHeader("Authorization", "signed")
                        .putHeader("Host", "127.0.0.1")
                        .putHeader("Content-Length", String.valueOf(bytes.length))
                        .build())
                .contentStreamProvider(() -> new ByteArrayInputStream(bytes))
                .build());
    }

    private static String text(HttpExecuteResponse answer) throws IOException {
        return new String(answer.responseBody().orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String said = exchange.getRequestMethod() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean refused = exchange.getRequestURI().getPath().equals("/409");
        if (exchange.getRequestURI().getPath().equals("/hang")) {
            arrived.countDown();
            awaited(released);
        }
        exchange.getResponseHeaders().set("X-Amzn-ErrorType", refused ? "ConflictException" : "");
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(refused ? 409 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
