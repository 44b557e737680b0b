package io.kinexus.operator.kind.secretconnection;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.SecretSweep;
import io.kinexus.operator.aws.SecretVersion;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/**
 * The calls. Whether the connection is there is read from the secret's tag and stages; its value is read only to write the
 * one that has more in it.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html">PutSecretValue</a>
 */
final class SecretConnectionAws {
    private static final String OWNER = "secret/";

    private SecretConnectionAws() {}

    static Map<ResourceId, Observation<SecretConnectionLive>> observe(
            Scope scope, Collection<Declared<SecretConnectionSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            Map<String, SecretConnectionLive> live =
                    list(scope).stream().collect(Collectors.toMap(SecretConnectionLive::secret, one -> one));
            Map<ResourceId, Observation<SecretConnectionLive>> seen = new LinkedHashMap<>();
            for (Declared<SecretConnectionSpec> one : all) {
                SecretConnectionLive there = live.get(one.spec().secret());
                if (there != null) {
                    seen.put(one.id(), new Observation.Present<>(there, true, ours(one.id(), there)));
                }
            }
            return seen;
        });
    }

    static Map<ResourceId, Observation<SecretConnectionLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<SecretConnectionLive>> surplus = new LinkedHashMap<>();
        for (SecretConnectionLive there : list(scope)) {
            String local = there.tags().getOrDefault(Ownership.RESOURCE, "");
            if (local.startsWith(OWNER)) {
                ResourceId id =
                        new ResourceId(scope.environment(), SecretConnections.NAME, local.substring(OWNER.length()));
                if (ours(id, there) && !declared.contains(id)) {
                    surplus.put(id, Observation.present(there));
                }
            }
        }
        return surplus;
    }

    static Outcome create(Scope scope, Declared<SecretConnectionSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> connect(scope, wanted.spec(), attempt));
    }

    static Outcome update(
            Scope scope,
            Declared<SecretConnectionSpec> wanted,
            SecretConnectionLive live,
            List<FieldChange> changes,
            Attempt attempt) {
        return AwsFailures.attempt(() -> connect(scope, wanted.spec(), attempt));
    }

    /** Forgets that the connection was added. The keys stay in the value: whoever reads them is not cut off. */
    static Outcome delete(Scope scope, ResourceId id, SecretConnectionLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(SecretsManagerClient.class)
                        .untagResource(r -> r.secretId(live.arn()).tagKeys(SecretConnections.TAG));
            } catch (SdkException failure) {
                // Gone, or about to be: with the secret goes what was added to it.
                if (!AwsFailures.is(failure, "ResourceNotFoundException", "InvalidRequestException")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static Outcome connect(Scope scope, SecretConnectionSpec spec, Attempt attempt) {
        SecretsManagerClient secrets = scope.client(SecretsManagerClient.class);
        GetSecretValueResponse now = secrets.getSecretValue(r -> r.secretId(spec.secret()));
        Optional<ConnectedValue> value =
                Optional.ofNullable(now.secretString()).flatMap(text -> ConnectedValue.of(text, spec));
        if (value.isEmpty()) {
            return Outcome.terminal(
                    "SecretWithoutUserName",
                    "the value of secret " + spec.secret() + " is not a JSON object with username and password");
        }
        ConnectedValue next = value.orElseThrow();
        if (next.changed()) {
            // The version it is made from is part of the token: with the same one the value is the same.
            String token = SecretVersion.connected(now.versionId(), attempt.token());
            secrets.putSecretValue(r -> r.secretId(now.arn())
                    .clientRequestToken(token)
                    .secretString(next.text())
                    .versionStages(SecretSweep.CURRENT, SecretConnections.STAGE));
        } else if (!now.versionStages().contains(SecretConnections.STAGE)) {
            moveStage(secrets, now);
        }
        secrets.tagResource(r -> r.secretId(now.arn())
                .tags(Tag.builder()
                        .key(SecretConnections.TAG)
                        .value(spec.endpoint())
                        .build()));
        return Outcome.done();
    }

    private static void moveStage(SecretsManagerClient secrets, GetSecretValueResponse now) {
        Map<String, List<String>> versions =
                secrets.describeSecret(r -> r.secretId(now.arn())).versionIdsToStages();
        secrets.updateSecretVersionStage(r -> r.secretId(now.arn())
                .versionStage(SecretConnections.STAGE)
                .removeFromVersionId(
                        SecretSweep.at(versions, SecretConnections.STAGE).orElse(null))
                .moveToVersionId(now.versionId()));
    }

    /** Secrets that carry our mark; those without have no connection. */
    private static List<SecretConnectionLive> list(Scope scope) {
        return SecretSweep.list(scope).stream()
                .map(SecretConnectionAws::read)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<SecretConnectionLive> read(SecretListEntry entry) {
        Map<String, String> tags = entry.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value));
        Map<String, List<String>> versions = entry.secretVersionsToStages();
        return Optional.ofNullable(tags.get(SecretConnections.TAG))
                .map(endpoint -> new SecretConnectionLive(
                        entry.name(),
                        entry.arn(),
                        endpoint,
                        SecretSweep.at(versions, SecretSweep.CURRENT),
                        SecretSweep.at(versions, SecretConnections.STAGE),
                        tags));
    }

    private static boolean ours(ResourceId id, SecretConnectionLive there) {
        return id.environment().equals(there.tags().get(Ownership.ENVIRONMENT))
                && (OWNER + id.name()).equals(there.tags().get(Ownership.RESOURCE));
    }
}
