package io.kinexus.operator.sandbox.secretsmanager;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.SandboxService;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.Tag;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretResponse;

/**
 * Secrets with client tokens, versions, stages and deletion after a recovery window.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html">CreateSecret</a>
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html">DeleteSecret</a>
 */
@AutoService(SandboxService.class)
public final class SecretsSandbox implements SandboxService {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,512}");
    private static final int MOST_BYTES = 65_536;
    private static final int SUFFIX = 6;
    private static final int UUID_VERSION = 14;
    private static final int UUID_VARIANT = 19;

    private final Map<String, StoredSecret> secrets = new LinkedHashMap<>();
    private Optional<Account> home = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        home = Optional.of(account);
        handlers.on(CreateSecretRequest.class, this::create);
        handlers.on(PutSecretValueRequest.class, this::put);
        handlers.on(UpdateSecretRequest.class, this::update);
        new SecretRemoval(this).install(handlers);
        new SecretReads(this).install(handlers);
        new SecretSettings(this).install(handlers);
        account.script().secrets().forEach(this::byHand);
    }

    /** Names, versions and stages; no value. */
    @Override
    public Object state() {
        return secrets.values().stream().map(StoredSecret::state).toList();
    }

    /**
     * Whether a container could be given this: {@code <ARN or name>[:key[:stage[:version]]]}, as ECS writes it.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html">ECS</a>
     */
    public boolean readable(String valueFrom) {
        return secrets.values().stream()
                .filter(secret -> secret.deleted.isEmpty())
                .anyMatch(secret -> secret.gives(valueFrom));
    }

    private void byHand(String name) {
        StoredSecret secret = new StoredSecret(name, newArn(name), account().now());
        String value = "{\"apiKey\":\"" + account().dice().hex(32) + "\"}";
        secret.put(
                newId(),
                Optional.of(value),
                Optional.empty(),
                List.of(StoredSecret.CURRENT),
                account().now());
        secrets.put(name, secret);
    }

    private CreateSecretResponse create(CreateSecretRequest request) {
        String name = required(request.name(), "name");
        if (!NAME.matcher(name).matches()) {
            throw validation("Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
                    + " following: -/_+=.@!");
        }
        StoredSecret known = secrets.get(name);
        if (known != null) {
            return created(known, again(known, request));
        }
        Optional<String> text = Optional.ofNullable(request.secretString());
        Optional<SdkBytes> binary = Optional.ofNullable(request.secretBinary());
        sized(text, binary);
        StoredSecret secret = new StoredSecret(name, newArn(name), account().now());
        secret.description = Optional.ofNullable(request.description());
        secret.kmsKeyId = Optional.ofNullable(request.kmsKeyId());
        tags().put(secret.arn, tags(request.tags()));
        request.addReplicaRegions().forEach(region -> SecretSettings.replicate(secret, region));
        secrets.put(name, secret);
        if (text.isEmpty() && binary.isEmpty()) {
            return created(secret, Optional.empty());
        }
        String token = token(request.clientRequestToken());
        return created(
                secret,
                Optional.of(secret.put(
                                token,
                                text,
                                binary,
                                List.of(StoredSecret.CURRENT),
                                account().now())
                        .id));
    }

    private static Optional<String> again(StoredSecret known, CreateSecretRequest request) {
        if (known.deleted.isPresent()) {
            throw invalidRequest("You can't create this secret because a secret with this name is already scheduled for"
                    + " deletion.");
        }
        Optional<StoredVersion> same = Optional.ofNullable(request.clientRequestToken())
                .map(known.versions::get)
                .filter(version -> version.holds(
                        Optional.ofNullable(request.secretString()), Optional.ofNullable(request.secretBinary())));
        if (same.isEmpty()) {
            throw AwsFault.badRequest(
                    "ResourceExistsException",
                    "The operation failed because the secret " + known.name + " already exists.");
        }
        return same.map(version -> version.id);
    }

    private static CreateSecretResponse created(StoredSecret secret, Optional<String> version) {
        return CreateSecretResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .versionId(version.orElse(null))
                .replicationStatus(secret.replicas)
                .build();
    }

    private PutSecretValueResponse put(PutSecretValueRequest request) {
        StoredSecret secret = alive(request.secretId());
        Optional<String> text = Optional.ofNullable(request.secretString());
        Optional<SdkBytes> binary = Optional.ofNullable(request.secretBinary());
        if (text.isEmpty() && binary.isEmpty()) {
            throw invalidRequest("You must provide either SecretString or SecretBinary.");
        }
        sized(text, binary);
        List<String> stages = request.hasVersionStages() ? request.versionStages() : List.of(StoredSecret.CURRENT);
        StoredVersion version = secret.put(
                token(request.clientRequestToken()),
                text,
                binary,
                stages,
                account().now());
        return PutSecretValueResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .versionId(version.id)
                .versionStages(version.stages)
                .build();
    }

    private UpdateSecretResponse update(UpdateSecretRequest request) {
        StoredSecret secret = alive(request.secretId());
        Optional<String> text = Optional.ofNullable(request.secretString());
        Optional<SdkBytes> binary = Optional.ofNullable(request.secretBinary());
        sized(text, binary);
        Optional.ofNullable(request.description()).ifPresent(said -> secret.description = Optional.of(said));
        Optional.ofNullable(request.kmsKeyId()).ifPresent(key -> secret.kmsKeyId = Optional.of(key));
        secret.changed = account().now();
        UpdateSecretResponse.Builder answer =
                UpdateSecretResponse.builder().arn(secret.arn).name(secret.name);
        if (text.isPresent() || binary.isPresent()) {
            String token = token(request.clientRequestToken());
            answer.versionId(secret.put(
                            token,
                            text,
                            binary,
                            List.of(StoredSecret.CURRENT),
                            account().now())
                    .id);
        }
        return answer.build();
    }

    void forget(StoredSecret secret) {
        secrets.remove(secret.name, secret);
        tags().forget(secret.arn);
    }

    Collection<StoredSecret> all() {
        return secrets.values();
    }

    /** By name, ARN, or ARN without its random end; also one that is scheduled for deletion. */
    StoredSecret known(@Nullable String id) {
        String wanted = required(id, "secretId");
        return secrets.values().stream()
                .filter(secret -> wanted.equals(secret.name)
                        || wanted.equals(secret.arn)
                        || secret.arn
                                .substring(0, secret.arn.length() - SUFFIX - 1)
                                .equals(wanted))
                .findFirst()
                .orElseThrow(() -> AwsFault.badRequest(
                        "ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
    }

    StoredSecret alive(@Nullable String id) {
        StoredSecret secret = known(id);
        if (secret.deleted.isPresent()) {
            throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
        }
        return secret;
    }

    Account account() {
        return home.orElseThrow();
    }

    TagStore tags() {
        return account().service(TagStore.class);
    }

    String token(@Nullable String given) {
        if (given == null) {
            return newId();
        }
        if (given.length() < 32 || given.length() > 64) {
            throw parameter("Invalid ClientRequestToken. Must be between 32 and 64 characters in length.");
        }
        return given;
    }

    static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value, (a, b) -> b, LinkedHashMap::new));
    }

    private static void sized(Optional<String> text, Optional<SdkBytes> binary) {
        if (text.isPresent() && binary.isPresent()) {
            throw invalidRequest(
                    "You can't specify both a binary secret value and a string secret value in the same" + " secret.");
        }
        int size = text.map(value -> value.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .or(() -> binary.map(bytes -> bytes.asByteArrayUnsafe().length))
                .orElse(1);
        if (size < 1 || size > MOST_BYTES) {
            throw validation("1 validation error detected: Value at 'secretString' failed to satisfy constraint:"
                    + " Member must have length between 1 and " + MOST_BYTES);
        }
    }

    /** A random UUID, as the SDKs make them: version 4, variant 1. */
    private String newId() {
        StringBuilder uuid = new StringBuilder(account().dice().uuid());
        uuid.setCharAt(UUID_VERSION, '4');
        uuid.setCharAt(UUID_VARIANT, 'a');
        return uuid.toString();
    }

    private String newArn(String name) {
        return account()
                .arn("secretsmanager", "secret:" + name + "-" + account().dice().hex(SUFFIX));
    }

    static String required(@Nullable String value, String member) {
        if (value == null || value.isEmpty()) {
            throw validation("1 validation error detected: Value null at '" + member
                    + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

    static AwsFault validation(String message) {
        return AwsFault.badRequest("ValidationException", message);
    }

    static AwsFault parameter(String message) {
        return AwsFault.badRequest("InvalidParameterException", message);
    }

    static AwsFault invalidRequest(String message) {
        return AwsFault.badRequest("InvalidRequestException", message);
    }
}
