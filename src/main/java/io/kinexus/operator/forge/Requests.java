package io.kinexus.operator.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.forge.ForgeSettings.Kind;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A status as its forge wants it.
 *
 * @see <a href="https://docs.github.com/en/rest/commits/statuses#create-a-commit-status">GitHub</a>
 * @see <a href="https://docs.gitlab.com/api/commits/#set-the-pipeline-status-of-a-commit">GitLab</a>
 */
final class Requests {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ObjectMapper mapper = new ObjectMapper();
    private final ForgeSettings settings;

    Requests(ForgeSettings settings) {
        this.settings = settings;
    }

    HttpRequest of(CommitStatus status) {
        boolean github = settings.kind() == Kind.GITHUB;
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(status.commit()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body(status)));
        if (github) {
            request.header("Accept", "application/vnd.github+json").header("X-GitHub-Api-Version", "2022-11-28");
        }
        settings.token()
                .get()
                .ifPresent(token ->
                        request.header(github ? "Authorization" : "PRIVATE-TOKEN", github ? "Bearer " + token : token));
        return request.build();
    }

    private URI uri(String commit) {
        String base = settings.api().toString().replaceAll("/+$", "");
        String path = settings.kind() == Kind.GITHUB
                ? "/repos/" + settings.project()
                : "/projects/" + URLEncoder.encode(settings.project(), StandardCharsets.UTF_8);
        return URI.create(base + path + "/statuses/" + commit);
    }

    private String body(CommitStatus status) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("state", state(status.state()));
        body.put(settings.kind() == Kind.GITHUB ? "context" : "name", status.context());
        body.put("description", status.description());
        settings.page().ifPresent(page -> body.put("target_url", page.toString()));
        try {
            return mapper.writeValueAsString(body);
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What waits for a person is pending: neither done, nor wrong. */
    private String state(CommitStatus.State state) {
        return switch (state) {
            case QUEUED, HELD -> "pending";
            case IN_SYNC -> "success";
            case FAILED -> settings.kind() == Kind.GITHUB ? "failure" : "failed";
        };
    }
}
