package io.kinexus.operator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.api.Problem;
import io.kinexus.operator.api.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A running controller, over REST. */
final class Controller {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int FIRST_ERROR = 400;
    private static final int UNAUTHENTICATED = 401;

    private final ObjectMapper mapper = Wire.mapper();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final URI server;
    private final Optional<String> token;

    Controller(URI server, Optional<String> token) {
        this.server = server;
        this.token = token;
    }

    <T> T get(Class<T> type, String... path) {
        return send(request(path).GET().build(), type);
    }

    <T> T post(Class<T> type, String... path) {
        return send(request(path).POST(BodyPublishers.noBody()).build(), type);
    }

    <T> T post(Class<T> type, Object body, String... path) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json(body)))
                        .build(),
                type);
    }

    <T> T delete(Class<T> type, String... path) {
        return send(request(path).DELETE().build(), type);
    }

    private String json(Object body) {
        try {
            return mapper.writeValueAsString(body);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private HttpRequest.Builder request(String... path) {
        StringBuilder url = new StringBuilder(server.toString().replaceAll("/+$", "")).append("/api/v1");
        List.of(path).forEach(part -> url.append('/')
                .append(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20")));
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url.toString())).timeout(ANSWER);
            token.ifPresent(word -> request.header("Authorization", "Bearer " + word));
            return request.header("Accept", "application/json");
        } catch (IllegalArgumentException notHttp) {
            throw Refused.because("--server " + server + " is not an http or https address");
        }
    }

    private <T> T send(HttpRequest request, Class<T> type) {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() >= FIRST_ERROR) {
                throw new Refused(Exit.FAILED, refusal(answer));
            }
            return mapper.readValue(answer.body(), type);
        } catch (JsonProcessingException notOurs) {
            throw Refused.because(server + " answers, but not as a kinexus controller");
        } catch (IOException unreachable) {
            throw Refused.because("the controller at " + server + " cannot be reached"
                    + Optional.ofNullable(unreachable.getMessage())
                            .map(why -> ": " + why)
                            .orElse("")
                    + "; start one with `kinexus run`, or name another with --server");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Refused.because("interrupted");
        }
    }

    private List<String> refusal(HttpResponse<String> answer) {
        if (answer.statusCode() == UNAUTHENTICATED) {
            return List.of("the controller wants a token: set KINEXUS_TOKEN to one that it knows");
        }
        try {
            return mapper.readValue(answer.body(), Problem.class)
                    .detail()
                    .lines()
                    .toList();
        } catch (JsonProcessingException notAProblem) {
            return List.of("the controller answers " + answer.statusCode());
        }
    }
}
