package io.kinexus.operator.sandbox.secretsmanager;

import io.kinexus.operator.sandbox.Handlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceResponse;

/**
 * Deletion after a recovery window, restoring within it, and tags.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html">DeleteSecret</a>
 */
final class SecretRemoval {
    private static final long USUAL_WINDOW = 30;

    private final SecretsSandbox secrets;

    SecretRemoval(SecretsSandbox secrets) {
        this.secrets = secrets;
    }

    void install(Handlers handlers) {
        handlers.on(DeleteSecretRequest.class, this::delete);
        handlers.on(RestoreSecretRequest.class, this::restore);
        handlers.on(TagResourceRequest.class, this::tag);
        handlers.on(UntagResourceRequest.class, this::untag);
    }

    private DeleteSecretResponse delete(DeleteSecretRequest request) {
        boolean force = Boolean.TRUE.equals(request.forceDeleteWithoutRecovery());
        Long days = request.recoveryWindowInDays();
        if (force && days != null) {
            throw SecretsSandbox.parameter(
                    "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }
        if (days != null && (days < 7 || days > USUAL_WINDOW)) {
            throw SecretsSandbox.parameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        }
        StoredSecret secret = force ? secrets.known(request.secretId()) : secrets.alive(request.secretId());
        Instant end = force
                ? secrets.account().now()
                : secrets.account().now().plus(Duration.ofDays(days == null ? USUAL_WINDOW : days));
        secret.deleted = Optional.of(end);
        if (force) {
            secrets.forget(secret);
        } else {
            secrets.account()
                    .clock()
                    .after(Duration.between(secrets.account().now(), end), () -> purgeIfStill(secret, end));
        }
        return DeleteSecretResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .deletionDate(end)
                .build();
    }

    private void purgeIfStill(StoredSecret secret, Instant end) {
        if (secret.deleted.filter(end::equals).isPresent()) {
            secrets.forget(secret);
        }
    }

    private RestoreSecretResponse restore(RestoreSecretRequest request) {
        StoredSecret secret = secrets.known(request.secretId());
        secret.deleted = Optional.empty();
        return RestoreSecretResponse.builder().arn(secret.arn).name(secret.name).build();
    }

    private TagResourceResponse tag(TagResourceRequest request) {
        secrets.tags().put(secrets.alive(request.secretId()).arn, SecretsSandbox.tags(request.tags()));
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest request) {
        secrets.tags().remove(secrets.alive(request.secretId()).arn, request.tagKeys());
        return UntagResourceResponse.builder().build();
    }
}
