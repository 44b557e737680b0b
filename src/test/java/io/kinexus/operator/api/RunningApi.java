package io.kinexus.operator.api;

import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.State;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.Leases;
import io.kinexus.operator.engine.Rollouts;
import io.kinexus.operator.ledger.Database;
import io.kinexus.operator.ledger.DatabaseUrl;
import io.kinexus.operator.ledger.PostgresLeases;
import io.kinexus.operator.ledger.PostgresRollouts;
import io.kinexus.operator.support.Rolled;
import io.kinexus.operator.support.TestPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A controller with an OIDC issuer and a webhook's secret, on a sandbox with two environments of one topic each, over a real PostgreSQL, for tests of its API. */
public final class RunningApi implements QuarkusTestResourceLifecycleManager {
    /** The start-up admin's. */
    public static final String ADMIN = "a-word-for-the-first-admin-in-tests";

    /** What webhooks are signed with. */
    static final String SECRET = "a-secret-for-webhooks-in-tests";

    private static final String DECLARED = """
        apiVersion: kinexus.io/v1
        kind: Environment
        metadata: {name: %1$s}
        spec: {account: "123456789012", region: us-east-1}
        ---
        apiVersion: kinexus.io/v1
        kind: Topic
        metadata: {name: %1$s-news}
        spec: {}
        """;

    private final Map<String, String> settings = new TreeMap<>();

    private Map<String, String> given = Map.of();

    /** @param arguments {@code issuer}: another one than the one that runs */
    @Override
    public void init(Map<String, String> arguments) {
        given = arguments;
    }

    @Override
    public Map<String, String> start() {
        settings.put("kinexus.sandbox", "true");
        settings.put("kinexus.sandbox.port", "0");
        settings.put("kinexus.sandbox.speed", "1");
        settings.put("kinexus.desired-state", folder().toString());
        DatabaseUrl database = TestPostgres.freshDatabase();
        List.of("red", "blue").forEach(environment -> seed(database, environment));
        settings.put("kinexus.database.url", database.plain());
        settings.put("kinexus.token", ADMIN);
        settings.put("kinexus.webhook.secret", SECRET);
        settings.put("kinexus.oidc.issuer", given.getOrDefault("issuer", issuer()));
        settings.put("kinexus.oidc.audience", Issuer.AUDIENCE);
        settings.put("kinexus.oidc.roles", "all-watch=viewer; all-run=operator; all-rule=admin; blue-rule=admin:blue");
        settings.forEach(System::setProperty);
        return Map.of("quarkus.http.test-port", "0", "quarkus.redis.hosts", "redis://127.0.0.1:1");
    }

    /** The id of a rollout that has ended. */
    static String rolloutOf(String environment) {
        return environment + "-api-1";
    }

    private static Rollout ended(String environment, String service, State state) {
        ResourceId id = ResourceId.of(environment, "ecs-service", service);
        return Rolled.begun(environment + "-" + service + "-1", id, "3f2a1b9c")
                .state(state, Rolled.BEGUN.plusSeconds(60));
    }

    private static void seed(DatabaseUrl url, String environment) {
        try (Database database = Database.open(url)) {
            Leases leases = new PostgresLeases(database.jdbi());
            Lease lease =
                    leases.take(environment, "before", Duration.ofMinutes(1)).orElseThrow();
            Rollouts rollouts = new PostgresRollouts(database.jdbi());
            rollouts.put(lease, ended(environment, "web", new State.Succeeded("watched")));
            rollouts.put(lease, ended(environment, "api", new State.RolledBack("error-rate is 20 %")));
            leases.release(lease);
        }
    }

    private static String issuer() {
        try {
            return Issuer.start();
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Path folder() {
        try {
            Path root = Files.createTempDirectory("kinexus-api");
            for (String environment : List.of("red", "blue")) {
                Path own = Files.createDirectory(root.resolve(environment));
                Files.writeString(own.resolve("environment.yaml"), DECLARED.formatted(environment));
            }
            return root;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void stop() {
        settings.keySet().forEach(System::clearProperty);
    }
}
