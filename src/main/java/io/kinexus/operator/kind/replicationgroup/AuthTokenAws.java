package io.kinexus.operator.kind.replicationgroup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.AuthTokenUpdateStrategyType;
import software.amazon.awssdk.services.elasticache.model.Tag;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The password of a group, held for the one call that sets it. A new one is added first, while the old one is still good
 * ({@code ROTATE}); later it alone counts ({@code SET}).
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html">AUTH</a>
 */
final class AuthTokenAws {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Printable, without what AWS does not take. */
    private static final Pattern FIT = Pattern.compile("[!-~&&[^/\"@]]{16,128}");

    private AuthTokenAws() {}

    /** The value of the secret, or its {@code password}; empty when AWS would not take it. */
    static Optional<String> read(Scope scope, String secret) {
        return Optional.ofNullable(scope.client(SecretsManagerClient.class)
                        .getSecretValue(r -> r.secretId(secret))
                        .secretString())
                .map(AuthTokenAws::password)
                .filter(token -> FIT.matcher(token).matches());
    }

    private static String password(String value) {
        if (!value.startsWith("{")) {
            return value;
        }
        try {
            return JSON.readTree(value).path("password").asText("");
        } catch (JsonProcessingException unreadable) {
            // Its message quotes the value: it must go no further.
            return "";
        }
    }

    static Outcome unfit(String secret) {
        return Outcome.terminal(
                "SecretUnfitForAuth",
                "the value of secret " + secret
                        + " is no AUTH token: 16 to 128 printable characters without @, \" and /");
    }

    /** What is asked for is written down first: what AWS has changed since then has been done. */
    static Outcome change(Scope scope, ReplicationGroupSpec spec, ReplicationGroupLive live, Instant at) {
        if (spec.authSecret().isEmpty()) {
            modify(scope, live, Optional.empty(), AuthTokenUpdateStrategyType.DELETE);
            return Outcome.done();
        }
        String version = spec.authVersion().orElseThrow();
        Optional<String> token = read(scope, spec.authSecret().orElseThrow());
        if (token.isEmpty()) {
            return unfit(spec.authSecret().orElseThrow());
        }
        boolean known = live.auth().version().filter(version::equals).isPresent();
        String strategy = known ? AuthState.SET : AuthState.ROTATE;
        scope.client(ElastiCacheClient.class).addTagsToResource(r -> r.resourceName(live.arn())
                .tags(Tag.builder()
                        .key(AuthState.TAG)
                        .value(AuthState.asked(version, strategy, at.truncatedTo(ChronoUnit.SECONDS)))
                        .build()));
        modify(scope, live, token, AuthTokenUpdateStrategyType.fromValue(strategy));
        return Outcome.done();
    }

    private static void modify(
            Scope scope, ReplicationGroupLive live, Optional<String> token, AuthTokenUpdateStrategyType strategy) {
        scope.client(ElastiCacheClient.class).modifyReplicationGroup(r -> r.replicationGroupId(live.name())
                .authToken(token.orElse(null))
                .authTokenUpdateStrategy(strategy)
                .applyImmediately(true));
    }
}
