package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/**
 * Secrets by their listing, which one sweep makes once for all who ask; what is not in it, as what waits for its deletion,
 * is described by its ARN. Values are never read.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html">ListSecrets</a>
 */
final class SecretsAws {
    /** The listing that the kinds of secrets share. */
    private static final String LISTING = "secretsmanager:ListSecrets";

    private static final int PAGE = 100;
    private static final String CURRENT = "AWSCURRENT";

    private SecretsAws() {}

    /**
     * As AWS has it.
     *
     * @param current whether some version carries AWSCURRENT
     * @param deleted when it will be gone
     * @param key the key that it is encrypted with, where that is not Secrets Manager's own
     */
    record Found(String arn, boolean current, Optional<Instant> deleted, Optional<String> key) {}

    private record Look(Optional<Found> secret) {}

    private record Key(String arn) {}

    /** @return empty when there is no such secret */
    static Optional<Found> find(Scope scope, String arn) {
        Optional<Found> listed = listing(scope).stream()
                .filter(entry -> entry.arn().equals(arn))
                .findFirst()
                .map(entry -> new Found(
                        entry.arn(),
                        current(entry.secretVersionsToStages()),
                        Optional.ofNullable(entry.deletedDate()),
                        own(entry.kmsKeyId())));
        return listed.or(() -> scope.once(new Key(arn), Look.class, () -> new Look(described(scope, arn)))
                .secret());
    }

    private static List<SecretListEntry> listing(Scope scope) {
        return scope.once(
                        LISTING, ListSecretsResponse.class, () -> ListSecretsResponse.builder()
                                .secretList(scope
                                        .client(SecretsManagerClient.class)
                                        .listSecretsPaginator(r -> r.maxResults(PAGE))
                                        .stream()
                                        .flatMap(page -> page.secretList().stream())
                                        .toList())
                                .build())
                .secretList();
    }

    private static Optional<Found> described(Scope scope, String arn) {
        try {
            DescribeSecretResponse there =
                    scope.client(SecretsManagerClient.class).describeSecret(r -> r.secretId(arn));
            return Optional.of(new Found(
                    there.arn(),
                    current(there.versionIdsToStages()),
                    Optional.ofNullable(there.deletedDate()),
                    own(there.kmsKeyId())));
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "ResourceNotFoundException")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static boolean current(Map<String, List<String>> stages) {
        return stages.values().stream().flatMap(Collection::stream).anyMatch(CURRENT::equals);
    }

    private static Optional<String> own(@org.jspecify.annotations.Nullable String kmsKeyId) {
        return Optional.ofNullable(kmsKeyId).filter(key -> !key.equals("alias/aws/secretsmanager"));
    }

    /** Whether the secret has a policy of its own, which may allow what roles do not. */
    static boolean ownPolicy(Scope scope, String arn) {
        try {
            String text = scope.client(SecretsManagerClient.class)
                    .getResourcePolicy(r -> r.secretId(arn))
                    .resourcePolicy();
            return text != null && !text.isEmpty();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "ResourceNotFoundException")) {
                return false;
            }
            throw failure;
        }
    }
}
