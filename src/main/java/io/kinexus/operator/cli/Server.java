package io.kinexus.operator.cli;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which controller is talked to. */
final class Server {
    static final String DEFAULT = "http://localhost:8080";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The controller, http://localhost:8080 unless given; its token is taken from KINEXUS_TOKEN.")
    private @Nullable URI server;

    Optional<URI> given() {
        return Optional.ofNullable(server);
    }

    Controller controller(Map<String, String> environment) {
        return new Controller(
                given().orElse(URI.create(DEFAULT)), Optional.ofNullable(environment.get("KINEXUS_TOKEN")));
    }
}
