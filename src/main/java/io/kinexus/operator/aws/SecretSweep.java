package io.kinexus.operator.aws;

import io.kinexus.operator.core.resource.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/**
 * The secrets of one sweep, listed whole with tags and versions, whoever asks. The listing may be behind by minutes, and
 * one that is older than the one before would make a new version look taken back: so a secret whose current version is not
 * the one that was seen before is described, which is never behind. No value is read.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html">ListSecrets is
 *     eventually consistent; DescribeSecret has the latest</a>
 */
public final class SecretSweep {
    /** The stage of the version that readers get. */
    public static final String CURRENT = "AWSCURRENT";

    private static final int PAGE = 100;

    private final Map<String, String> known = new ConcurrentHashMap<>();

    private SecretSweep() {}

    /** @throws SdkException when the listing failed: an error is not an empty list */
    public static List<SecretListEntry> list(Scope scope) {
        return scope.once(SecretSweep.class, ListSecretsResponse.class, () -> {
                    SecretSweep before = scope.keep(SecretSweep.class, SecretSweep.class, SecretSweep::new);
                    return ListSecretsResponse.builder()
                            .secretList(read(scope).stream()
                                    .flatMap(entry -> before.latest(scope, entry).stream())
                                    .toList())
                            .build();
                })
                .secretList();
    }

    /** The version that a stage points at. */
    public static Optional<String> at(Map<String, List<String>> versions, String stage) {
        return versions.entrySet().stream()
                .filter(version -> version.getValue().contains(stage))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static List<SecretListEntry> read(Scope scope) {
        return scope.client(SecretsManagerClient.class).listSecretsPaginator(r -> r.maxResults(PAGE)).stream()
                .flatMap(page -> page.secretList().stream())
                .toList();
    }

    /** Empty when it turns out to be gone by now. */
    private Optional<SecretListEntry> latest(Scope scope, SecretListEntry listed) {
        String seen = current(listed);
        String before = known.putIfAbsent(listed.arn(), seen);
        if (before == null || before.equals(seen)) {
            return Optional.of(listed);
        }
        Optional<SecretListEntry> now = describe(scope, listed);
        now.ifPresentOrElse(there -> known.put(listed.arn(), current(there)), () -> known.remove(listed.arn()));
        return now;
    }

    private static String current(SecretListEntry entry) {
        return at(entry.secretVersionsToStages(), CURRENT).orElse("");
    }

    private static Optional<SecretListEntry> describe(Scope scope, SecretListEntry listed) {
        try {
            DescribeSecretResponse there =
                    scope.client(SecretsManagerClient.class).describeSecret(r -> r.secretId(listed.arn()));
            return there.deletedDate() == null
                    ? Optional.of(listed.toBuilder()
                            .secretVersionsToStages(there.versionIdsToStages())
                            .tags(there.tags())
                            .build())
                    : Optional.empty();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "ResourceNotFoundException")) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
