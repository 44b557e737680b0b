package io.kinexus.operator.process;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.kinexus.operator.aws.SdkClients;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One controller with its sandbox, its own home and its own desired state, seen from outside. */
final class Controlled implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    static final String REGION = "us-east-1";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Launched launched;
    private final Path folder;
    private final URI server;
    private final URI sandbox;
    private final String token;
    private final SdkClients clients;

    private Controlled(Launched launched, Path folder) {
        this.launched = launched;
        this.folder = folder;
        this.sandbox = URI.create(launched.awaited("sandbox"));
        this.token = launched.awaited("token");
        String status = launched.awaited("status");
        this.server = URI.create(status.substring(0, status.indexOf("/api/")));
        this.clients = new SdkClients(Optional.of(sandbox));
    }

    /** Returns once it answers. */
    static Controlled start(Path folder) throws IOException {
        return start(folder, Map.of());
    }

    /** With these variables set. */
    static Controlled start(Path folder, Map<String, String> settings) throws IOException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("KINEXUS_HOME", folder.resolve("home").toString());
        return new Controlled(
                Launched.start(
                        environment,
                        List.of(
                                "run",
                                "--sandbox",
                                "--speed",
                                "120",
                                "--port",
                                "0",
                                "--sandbox-port",
                                "0",
                                "--desired-state",
                                desired(folder).toString())),
                folder);
    }

    static Path desired(Path folder) throws IOException {
        return Files.createDirectories(folder.resolve("desired-state"));
    }

    Path file(String environment) throws IOException {
        return desired(folder).resolve(environment).resolve("environment.yaml");
    }

    Path home() {
        return folder.resolve("home");
    }

    URI server() {
        return server;
    }

    URI sandbox() {
        return sandbox;
    }

    String token() {
        return token;
    }

    /** As another AWS client, with its hands in the same account. */
    <C> C aws(Class<C> service) {
        return clients.client(service, ACCOUNT, REGION);
    }

    /** With the admin token. */
    RequestSpecification api() {
        return given().baseUri(server.toString())
                .basePath("/api/v1")
                .header("Authorization", "Bearer " + token)
                .accept(ContentType.JSON);
    }

    /** A verb that talks to this controller, with its token. */
    Said ask(String... words) throws IOException, InterruptedException {
        return askWith(token, words);
    }

    Said askWith(String word, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--server", server.toString()));
        return Said.by(Map.of("KINEXUS_TOKEN", word), all);
    }

    /** A verb that works on this controller's AWS by itself. */
    Said alone(Path home, Path desired, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--desired-state", desired.toString()));
        return Said.by(aws(sandbox, home), all);
    }

    static Map<String, String> aws(URI sandbox, Path home) {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_ENDPOINT_URL", sandbox.toString());
        environment.put("AWS_REGION", REGION);
        environment.put("AWS_ACCESS_KEY_ID", ACCOUNT);
        environment.put("AWS_SECRET_ACCESS_KEY", "any");
        environment.put("KINEXUS_HOME", home.toString());
        return environment;
    }

    void awaitSync(String environment, String sync) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() ->
                        api().get("/environments/" + environment).path("sync").equals(sync));
    }

    @Override
    public void close() {
        clients.close();
        launched.close();
    }
}
