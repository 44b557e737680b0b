package io.kinexus.operator.sandbox.secretsmanager;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CancelRotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.RemoveRegionsFromReplicationRequest;
import software.amazon.awssdk.services.secretsmanager.model.RemoveRegionsFromReplicationResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicaRegionType;
import software.amazon.awssdk.services.secretsmanager.model.ReplicateSecretToRegionsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ReplicateSecretToRegionsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RotateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyResponse;

/** Stages, policies, and the records of replication and rotation; the rotating function is not run. */
final class SecretSettings {
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final String MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final long USUAL_LENGTH = 32;

    private final SecretsSandbox secrets;

    SecretSettings(SecretsSandbox secrets) {
        this.secrets = secrets;
    }

    void install(Handlers handlers) {
        handlers.on(UpdateSecretVersionStageRequest.class, this::stage);
        handlers.on(GetResourcePolicyRequest.class, this::policy);
        handlers.on(PutResourcePolicyRequest.class, this::putPolicy);
        handlers.on(DeleteResourcePolicyRequest.class, this::deletePolicy);
        handlers.on(ValidateResourcePolicyRequest.class, this::validate);
        handlers.on(ReplicateSecretToRegionsRequest.class, this::replicate);
        handlers.on(RemoveRegionsFromReplicationRequest.class, this::removeRegions);
        handlers.on(RotateSecretRequest.class, this::rotate);
        handlers.on(CancelRotateSecretRequest.class, this::cancelRotation);
        handlers.on(GetRandomPasswordRequest.class, this::password);
    }

    private UpdateSecretVersionStageResponse stage(UpdateSecretVersionStageRequest request) {
        StoredSecret secret = secrets.alive(request.secretId());
        String stage = SecretsSandbox.required(request.versionStage(), "versionStage");
        Optional<StoredVersion> at = secret.at(stage);
        Optional<String> from = Optional.ofNullable(request.removeFromVersionId());
        if (at.isPresent() && from.isEmpty() && request.moveToVersionId() != null) {
            throw SecretsSandbox.parameter("The parameter RemoveFromVersionId can't be empty. Staging label " + stage
                    + " is currently attached to version " + at.orElseThrow().id
                    + ", so you must explicitly reference that version in RemoveFromVersionId.");
        }
        if (from.isPresent() && at.filter(v -> v.id.equals(from.orElseThrow())).isEmpty()) {
            throw SecretsSandbox.invalidRequest("Staging label " + stage + " is not attached to that version.");
        }
        if (request.moveToVersionId() == null) {
            if (stage.equals(StoredSecret.CURRENT)) {
                throw SecretsSandbox.parameter("You can only move staging label AWSCURRENT to a different secret"
                        + " version. It can't be completely removed.");
            }
            at.ifPresent(version -> version.stages.remove(stage));
        } else {
            StoredVersion to = Optional.ofNullable(secret.versions.get(request.moveToVersionId()))
                    .orElseThrow(() -> AwsFault.badRequest(
                            "ResourceNotFoundException",
                            "Secrets Manager can't find the specified secret version: " + request.moveToVersionId()));
            secret.move(stage, to);
        }
        return UpdateSecretVersionStageResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .build();
    }

    private GetResourcePolicyResponse policy(GetResourcePolicyRequest request) {
        StoredSecret secret = secrets.alive(request.secretId());
        return GetResourcePolicyResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .resourcePolicy(secret.policy.orElse(null))
                .build();
    }

    private PutResourcePolicyResponse putPolicy(PutResourcePolicyRequest request) {
        StoredSecret secret = secrets.alive(request.secretId());
        String policy = SecretsSandbox.required(request.resourcePolicy(), "resourcePolicy");
        if (!policy.strip().startsWith("{")) {
            throw AwsFault.badRequest(
                    "MalformedPolicyDocumentException", "This resource policy contains a syntax error.");
        }
        secret.policy = Optional.of(policy);
        return PutResourcePolicyResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .build();
    }

    private DeleteResourcePolicyResponse deletePolicy(DeleteResourcePolicyRequest request) {
        StoredSecret secret = secrets.alive(request.secretId());
        secret.policy = Optional.empty();
        return DeleteResourcePolicyResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .build();
    }

    private ValidateResourcePolicyResponse validate(ValidateResourcePolicyRequest request) {
        return ValidateResourcePolicyResponse.builder()
                .policyValidationPassed(request.resourcePolicy().strip().startsWith("{"))
                .validationErrors(List.of())
                .build();
    }

    static void replicate(StoredSecret secret, ReplicaRegionType region) {
        secret.replicas.removeIf(replica -> replica.region().equals(region.region()));
        secret.replicas.add(ReplicationStatusType.builder()
                .region(region.region())
                .kmsKeyId(region.kmsKeyId() == null ? "alias/aws/secretsmanager" : region.kmsKeyId())
                .status("InSync")
                .statusMessage("Replication succeeded")
                .build());
    }

    private ReplicateSecretToRegionsResponse replicate(ReplicateSecretToRegionsRequest request) {
        StoredSecret secret = secrets.alive(request.secretId());
        request.addReplicaRegions().forEach(region -> replicate(secret, region));
        return ReplicateSecretToRegionsResponse.builder()
                .arn(secret.arn)
                .replicationStatus(secret.replicas)
                .build();
    }

    private RemoveRegionsFromReplicationResponse removeRegions(RemoveRegionsFromReplicationRequest request) {
        StoredSecret secret = secrets.alive(request.secretId());
        secret.replicas.removeIf(replica -> request.removeReplicaRegions().contains(replica.region()));
        return RemoveRegionsFromReplicationResponse.builder()
                .arn(secret.arn)
                .replicationStatus(secret.replicas)
                .build();
    }

    private RotateSecretResponse rotate(RotateSecretRequest request) {
        StoredSecret secret = secrets.alive(request.secretId());
        Optional<String> lambda =
                Optional.ofNullable(request.rotationLambdaARN()).or(() -> secret.rotationLambda);
        if (lambda.isEmpty()) {
            throw SecretsSandbox.invalidRequest("No Lambda rotation function ARN is associated with this secret.");
        }
        secret.rotationLambda = lambda;
        secret.rotationRules = Optional.ofNullable(request.rotationRules()).or(() -> secret.rotationRules);
        secret.rotationEnabled = true;
        Instant now = secrets.account().now();
        secret.changed = now;
        return RotateSecretResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .versionId(secret.at(StoredSecret.CURRENT).map(v -> v.id).orElse(null))
                .build();
    }

    private CancelRotateSecretResponse cancelRotation(CancelRotateSecretRequest request) {
        StoredSecret secret = secrets.alive(request.secretId());
        secret.rotationEnabled = false;
        return CancelRotateSecretResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .build();
    }

    private GetRandomPasswordResponse password(GetRandomPasswordRequest request) {
        String excluded = Optional.ofNullable(request.excludeCharacters()).orElse("");
        String alphabet = (Boolean.TRUE.equals(request.excludeLowercase()) ? "" : LOWER)
                + (Boolean.TRUE.equals(request.excludeUppercase()) ? "" : UPPER)
                + (Boolean.TRUE.equals(request.excludeNumbers()) ? "" : DIGITS)
                + (Boolean.TRUE.equals(request.excludePunctuation()) ? "" : MARKS)
                + (Boolean.TRUE.equals(request.includeSpace()) ? " " : "");
        int[] left = alphabet.chars().filter(c -> excluded.indexOf(c) < 0).toArray();
        if (left.length == 0) {
            throw SecretsSandbox.parameter("The password can't be generated from no characters.");
        }
        long length = Optional.ofNullable(request.passwordLength()).orElse(USUAL_LENGTH);
        StringBuilder password = new StringBuilder();
        for (long i = 0; i < length; i++) {
            password.append((char) left[secrets.account().dice().below(left.length)]);
        }
        return GetRandomPasswordResponse.builder()
                .randomPassword(password.toString())
                .build();
    }
}
