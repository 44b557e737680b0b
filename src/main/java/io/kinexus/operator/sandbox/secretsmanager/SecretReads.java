package io.kinexus.operator.sandbox.secretsmanager;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.model.APIErrorType;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretValueEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SortOrderType;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/**
 * What can be read of secrets.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html">ListSecrets</a>
 */
final class SecretReads {
    private static final int PAGE = 100;
    private static final int BATCH = 20;

    private final SecretsSandbox secrets;

    SecretReads(SecretsSandbox secrets) {
        this.secrets = secrets;
    }

    void install(Handlers handlers) {
        handlers.on(DescribeSecretRequest.class, this::describe);
        handlers.on(ListSecretsRequest.class, this::list);
        handlers.on(GetSecretValueRequest.class, this::value);
        handlers.on(BatchGetSecretValueRequest.class, this::values);
        handlers.on(ListSecretVersionIdsRequest.class, this::versions);
    }

    private DescribeSecretResponse describe(DescribeSecretRequest request) {
        StoredSecret secret = secrets.known(request.secretId());
        return DescribeSecretResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .description(secret.description.orElse(null))
                .kmsKeyId(secret.kmsKeyId.orElse(null))
                .rotationEnabled(secret.rotationEnabled ? true : null)
                .rotationLambdaARN(secret.rotationLambda.orElse(null))
                .rotationRules(secret.rotationRules.orElse(null))
                .lastChangedDate(secret.changed)
                .lastAccessedDate(secret.lastAccessed().orElse(null))
                .deletedDate(secret.deleted.map(end -> scheduled(secret)).orElse(null))
                .tags(tags(secret))
                .versionIdsToStages(secret.stages())
                .createdDate(secret.created)
                .primaryRegion(
                        secret.replicas.isEmpty() ? null : secrets.account().region())
                .replicationStatus(secret.replicas)
                .build();
    }

    private ListSecretsResponse list(ListSecretsRequest request) {
        List<StoredSecret> matching = secrets.all().stream()
                .filter(secret -> Boolean.TRUE.equals(request.includePlannedDeletion()) || secret.deleted.isEmpty())
                .filter(secret -> request.filters().stream().allMatch(filter -> matches(filter, secret)))
                .sorted(Comparator.comparing((StoredSecret secret) -> secret.created)
                        .thenComparing(secret -> secret.name))
                .toList();
        List<StoredSecret> ordered = new ArrayList<>(matching);
        if (request.sortOrder() != SortOrderType.ASC) {
            java.util.Collections.reverse(ordered);
        }
        Pages.Page<StoredSecret> page = Pages.of(ordered, request.maxResults(), PAGE, PAGE, request.nextToken());
        return ListSecretsResponse.builder()
                .secretList(page.items().stream().map(this::entry).toList())
                .nextToken(page.next())
                .build();
    }

    private SecretListEntry entry(StoredSecret secret) {
        return SecretListEntry.builder()
                .arn(secret.arn)
                .name(secret.name)
                .description(secret.description.orElse(null))
                .kmsKeyId(secret.kmsKeyId.orElse(null))
                .rotationEnabled(secret.rotationEnabled ? true : null)
                .rotationLambdaARN(secret.rotationLambda.orElse(null))
                .rotationRules(secret.rotationRules.orElse(null))
                .lastChangedDate(secret.changed)
                .lastAccessedDate(secret.lastAccessed().orElse(null))
                .deletedDate(secret.deleted.map(end -> scheduled(secret)).orElse(null))
                .tags(tags(secret))
                .secretVersionsToStages(secret.stages())
                .createdDate(secret.created)
                .primaryRegion(
                        secret.replicas.isEmpty() ? null : secrets.account().region())
                .build();
    }

    private static Instant scheduled(StoredSecret secret) {
        return secret.deleted.orElseThrow();
    }

    private List<Tag> tags(StoredSecret secret) {
        return secrets.tags().of(secret.arn).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** Values are prefixes; a leading exclamation mark excludes. */
    private boolean matches(Filter filter, StoredSecret secret) {
        Map<String, String> tags = secrets.tags().of(secret.arn);
        String key = String.valueOf(filter.keyAsString());
        return switch (key) {
            case "name" -> any(filter, List.of(secret.name), false);
            case "description" -> any(filter, List.of(secret.description.orElse("")), true);
            case "tag-key" -> any(filter, tags.keySet(), false);
            case "tag-value" -> any(filter, tags.values(), false);
            case "primary-region" -> any(filter, List.of(secrets.account().region()), false);
            case "owning-service" -> any(filter, List.of(), false);
            case "all" -> any(filter, everything(secret, tags), true);
            default ->
                throw SecretsSandbox.validation("1 validation error detected: Value '" + key
                        + "' at 'filters.1.member.key' failed to satisfy constraint");
        };
    }

    private static List<String> everything(StoredSecret secret, Map<String, String> tags) {
        List<String> words = new ArrayList<>(List.of(secret.name, secret.description.orElse("")));
        words.addAll(tags.keySet());
        words.addAll(tags.values());
        return words;
    }

    private static boolean any(Filter filter, Iterable<String> have, boolean anyCase) {
        return filter.values().stream().anyMatch(value -> {
            boolean excludes = value.startsWith("!");
            String prefix = excludes ? value.substring(1) : value;
            boolean found = false;
            for (String one : have) {
                found |= anyCase
                        ? one.toLowerCase(Locale.ROOT).contains(prefix.toLowerCase(Locale.ROOT))
                        : one.startsWith(prefix);
            }
            return found != excludes;
        });
    }

    private GetSecretValueResponse value(GetSecretValueRequest request) {
        StoredSecret secret = secrets.alive(request.secretId());
        StoredVersion version = version(secret, request.versionId(), request.versionStage());
        version.lastAccessed = Optional.of(secrets.account().now());
        return GetSecretValueResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .versionId(version.id)
                .versionStages(version.stages)
                .secretString(version.text.orElse(null))
                .secretBinary(version.binary.orElse(null))
                .createdDate(version.created)
                .build();
    }

    private static StoredVersion version(StoredSecret secret, @Nullable String id, @Nullable String stage) {
        String wanted = stage == null ? StoredSecret.CURRENT : stage;
        Optional<StoredVersion> found = id == null ? secret.at(wanted) : Optional.ofNullable(secret.versions.get(id));
        if (id != null
                && stage != null
                && found.filter(v -> !v.stages.contains(stage)).isPresent()) {
            throw SecretsSandbox.invalidRequest(
                    "You provided a VersionStage that is not associated to the provided VersionId.");
        }
        return found.orElseThrow(() -> AwsFault.badRequest(
                "ResourceNotFoundException",
                "Secrets Manager can't find the specified secret value for "
                        + (id == null ? "staging label: " + wanted : "VersionId: " + id)));
    }

    private BatchGetSecretValueResponse values(BatchGetSecretValueRequest request) {
        List<SecretValueEntry> found = new ArrayList<>();
        List<APIErrorType> errors = new ArrayList<>();
        List<String> ids = request.hasSecretIdList()
                ? request.secretIdList()
                : secrets.all().stream()
                        .filter(s -> s.deleted.isEmpty())
                        .filter(s -> request.filters().stream().allMatch(filter -> matches(filter, s)))
                        .map(s -> s.name)
                        .toList();
        Pages.Page<String> page = Pages.of(ids, request.maxResults(), BATCH, BATCH, request.nextToken());
        for (String id : page.items()) {
            try {
                GetSecretValueResponse one =
                        value(GetSecretValueRequest.builder().secretId(id).build());
                found.add(SecretValueEntry.builder()
                        .arn(one.arn())
                        .name(one.name())
                        .versionId(one.versionId())
                        .versionStages(one.versionStages())
                        .secretString(one.secretString())
                        .secretBinary(one.secretBinary())
                        .createdDate(one.createdDate())
                        .build());
            } catch (AwsFault fault) {
                errors.add(APIErrorType.builder()
                        .secretId(id)
                        .errorCode(fault.code())
                        .message(fault.text())
                        .build());
            }
        }
        return BatchGetSecretValueResponse.builder()
                .secretValues(found)
                .errors(errors)
                .nextToken(page.next())
                .build();
    }

    private ListSecretVersionIdsResponse versions(ListSecretVersionIdsRequest request) {
        StoredSecret secret = secrets.known(request.secretId());
        List<StoredVersion> all = secret.versions.values().stream()
                .filter(v -> Boolean.TRUE.equals(request.includeDeprecated()) || !v.stages.isEmpty())
                .toList();
        Pages.Page<StoredVersion> page = Pages.of(all, request.maxResults(), PAGE, PAGE, request.nextToken());
        return ListSecretVersionIdsResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .versions(page.items().stream()
                        .map(v -> SecretVersionsListEntry.builder()
                                .versionId(v.id)
                                .versionStages(v.stages)
                                .createdDate(v.created)
                                .lastAccessedDate(v.lastAccessed.orElse(null))
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }
}
