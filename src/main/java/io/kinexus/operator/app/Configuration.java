package io.kinexus.operator.app;

import io.kinexus.operator.core.resource.Notebook;
import io.kinexus.operator.ledger.NotebookFolder;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * {@code kinexus.*}, from system properties and then from environment variables: {@code kinexus.database.url} is also
 * {@code KINEXUS_DATABASE_URL}.
 */
final class Configuration {
    @Setting(
            value = "The /_sandbox of a sandbox in another process, by whose time the loop goes.",
            otherwise = "real time")
    static final String CLOCK = "kinexus.clock";

    @Setting(
            value = "Where state on disk lies: the embedded database, the clone of a repository, what was read of AWS.",
            otherwise = ".kinexus")
    private static final String HOME = "kinexus.home";

    @Setting(
            value = "The ledger: postgresql://USER:PASSWORD@HOST:5432/DATABASE, with ?sslmode=verify-full and so on.",
            otherwise = "an embedded PostgreSQL",
            secret = true)
    private static final String DATABASE = "kinexus.database.url";

    @Setting(
            value = "Hints between replicas: redis://:PASSWORD@HOST:6379, or rediss:// for TLS.",
            otherwise = "an embedded Redis",
            secret = true)
    private static final String REDIS = "kinexus.redis.url";

    @Setting(
            value = "For run, the first administrator's token; for the other verbs, the token that they show.",
            otherwise = "one is made, and said at the start",
            secret = true)
    private static final String TOKEN = "kinexus.token";

    private final Properties properties;
    private final Map<String, String> environment;

    Configuration(Properties properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    static Configuration ofProcess() {
        return new Configuration(System.getProperties(), System.getenv());
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(properties.getProperty(key))
                .or(() -> Optional.ofNullable(
                        environment.get(key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"))))
                .filter(value -> !value.isBlank());
    }

    Path home() {
        return Path.of(get(HOME).orElse(".kinexus"));
    }

    /**
     * What was read of AWS, or of what answers in its stead, and never changes. A sandbox of this process begins anew with it:
     * nothing that was noted of an earlier one would hold.
     */
    Notebook notebook() {
        if (sandbox()) {
            return Notebook.BLANK;
        }
        return new NotebookFolder(
                home().resolve("notebook"), awsEndpoint().map(URI::toString).orElse("aws"));
    }

    Optional<String> databaseUrl() {
        return get(DATABASE);
    }

    Optional<String> redisUrl() {
        return get(REDIS);
    }

    Optional<String> token() {
        return get(TOKEN);
    }

    /** Whether AWS is the one in this process's memory. */
    boolean sandbox() {
        return get("kinexus.sandbox").map(Boolean::parseBoolean).orElse(false);
    }

    /** The {@code /_sandbox} of a sandbox in another process, by whose time the loop goes. */
    Optional<URI> clock() {
        return get(CLOCK).map(URI::create);
    }

    /** Every AWS-compatible server: the SDK's own variable, for all services. */
    Optional<URI> awsEndpoint() {
        return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL"))
                .filter(value -> !value.isBlank())
                .map(URI::create);
    }
}
