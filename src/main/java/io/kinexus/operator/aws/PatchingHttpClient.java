package io.kinexus.operator.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.utils.Lazy;

/**
 * Another client, and PATCH: the JDK's URL connections refuse that method, and API Gateway updates with it. Only those calls
 * take the JDK's newer client, which is made at the first of them and sends no write a second time.
 *
 * @see <a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/http-configuration-url.html">URL connections
 *     do not have PATCH</a>
 */
public final class PatchingHttpClient implements SdkHttpClient {
    /** What the JDK's client sets itself, and refuses to be told. */
    private static final Set<String> OWN = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final SdkHttpClient others;
    private final Duration answer;
    private final Lazy<HttpClient> patches;

    /**
     * @param others for all other methods; closed with this one
     * @param connect how long a connection may take
     * @param answer how long an answer may take
     */
    public PatchingHttpClient(SdkHttpClient others, Duration connect, Duration answer) {
        this.others = others;
        this.answer = answer;
        this.patches = new Lazy<>(() -> HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connect)
                .build());
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return request.httpRequest().method() == SdkHttpMethod.PATCH
                ? new Patch(patches.getValue(), http(request))
                : others.prepareRequest(request);
    }

    private HttpRequest http(HttpExecuteRequest request) {
        SdkHttpRequest asked = request.httpRequest();
        HttpRequest.Builder builder = HttpRequest.newBuilder(asked.getUri())
                .timeout(answer)
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(body(request.contentStreamProvider())));
        asked.forEachHeader((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        return builder.build();
    }

    private static byte[] body(Optional<ContentStreamProvider> content) {
        if (content.isEmpty()) {
            return new byte[0];
        }
        try (InputStream stream = content.get().newStream()) {
            return stream.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One call; aborting it from another thread ends it. */
    private static final class Patch implements ExecutableHttpRequest {
        private final HttpClient client;
        private final HttpRequest request;
        private final AtomicReference<@Nullable CompletableFuture<HttpResponse<byte[]>>> sent = new AtomicReference<>();

        Patch(HttpClient client, HttpRequest request) {
            this.client = client;
            this.request = request;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            CompletableFuture<HttpResponse<byte[]>> answer =
                    client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
            sent.set(answer);
            try {
                return response(answer.get());
            } catch (ExecutionException failure) {
                throw new IOException(failure.getCause());
            } catch (CancellationException aborted) {
                throw new InterruptedIOException("aborted");
            } catch (InterruptedException stopped) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted");
            }
        }

        @Override
        public void abort() {
            CompletableFuture<HttpResponse<byte[]>> answer = sent.get();
            if (answer != null) {
                answer.cancel(true);
            }
        }

        private static HttpExecuteResponse response(HttpResponse<byte[]> answer) {
            SdkHttpResponse.Builder head = SdkHttpResponse.builder().statusCode(answer.statusCode());
            answer.headers().map().forEach((name, values) -> head.putHeader(name, List.copyOf(values)));
            return HttpExecuteResponse.builder()
                    .response(head.build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
                    .build();
        }
    }

    @Override
    public String clientName() {
        return others.clientName();
    }

    @Override
    public void close() {
        others.close();
    }
}
