package io.kinexus.operator.kind.secret;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.SecretSweep;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/**
 * The calls. Secrets are listed whole, with tags and versions; since the listing may lag by minutes, what is not in it is
 * described by name before it counts as absent, and so is one that seems to have no value. A secret that is scheduled for deletion is absent, and is restored when it
 * is wanted again: its name cannot be used otherwise.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_ListSecrets.html">ListSecrets</a>
 */
final class SecretAws {
    /** Short enough for the version that adds a connection to have it in its own id. */
    private static final int VERSION = 32;

    private static final String TAKEN = "ResourceExistsException";
    private static final Duration BY_HAND = Duration.ofMinutes(10);

    private SecretAws() {}

    static Map<ResourceId, Observation<SecretLive>> observe(Scope scope, Collection<Declared<SecretSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            List<SecretLive> live = list(scope);
            Map<ResourceId, Observation<SecretLive>> seen = new LinkedHashMap<>();
            for (Declared<SecretSpec> one : all) {
                find(live, identity(one))
                        .filter(secret -> secret.currentVersion().isPresent())
                        .ifPresent(secret -> seen.put(one.id(), present(one.id(), secret)));
            }
            List<Declared<SecretSpec>> missing =
                    all.stream().filter(one -> !seen.containsKey(one.id())).toList();
            List<Optional<SecretLive>> confirmed = scope.each(missing, one -> describe(scope, identity(one)));
            for (int i = 0; i < missing.size(); i++) {
                ResourceId id = missing.get(i).id();
                confirmed.get(i).ifPresent(secret -> seen.put(id, present(id, secret)));
            }
            all.stream()
                    .filter(one -> one.spec().rotation().isPresent())
                    .forEach(one -> seen.computeIfPresent(one.id(), (id, there) -> aged(scope, id, there)));
            return seen;
        });
    }

    static Map<ResourceId, Observation<SecretLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<SecretLive>> surplus = new LinkedHashMap<>();
        if (Ownership.none(scope, Secrets.NAME, declared)) {
            return surplus;
        }
        for (SecretLive secret : list(scope)) {
            String local = secret.tags().getOrDefault(Ownership.RESOURCE, "");
            if (scope.environment().equals(secret.tags().get(Ownership.ENVIRONMENT))
                    && local.startsWith(Secrets.NAME + "/")) {
                ResourceId id = ResourceId.parse(scope.environment() + "/" + local);
                if (!declared.contains(id)) {
                    surplus.put(id, Observation.present(secret));
                }
            }
        }
        return surplus;
    }

    static Outcome create(Scope scope, Declared<SecretSpec> wanted, Attempt attempt) {
        SecretSpec spec = wanted.spec();
        if (spec.generate().isEmpty()) {
            return Outcome.waiting("secret " + spec.name() + " is set by hand, and is not there", BY_HAND);
        }
        return AwsFailures.attempt(() -> {
            SecretsManagerClient secrets = scope.client(SecretsManagerClient.class);
            try {
                secrets.createSecret(r -> r.name(spec.name())
                        .clientRequestToken(Names.sha256(attempt.token()).substring(0, VERSION))
                        .secretString(
                                SecretText.fresh(spec.generate().orElseThrow()).text())
                        .tags(tags(scope, wanted)));
                return Outcome.done();
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, "InvalidRequestException", TAKEN)) {
                    return restore(scope, wanted, failure);
                }
                throw failure;
            }
        });
    }

    /** Only what we made ourselves comes back; with the value that it had. */
    private static Outcome restore(Scope scope, Declared<SecretSpec> wanted, SdkException refused) {
        SecretsManagerClient secrets = scope.client(SecretsManagerClient.class);
        DescribeSecretResponse there =
                secrets.describeSecret(r -> r.secretId(wanted.spec().name()));
        if (there.deletedDate() == null) {
            // A retry whose first reply was lost: the name is the identity, and its value is kept.
            if (AwsFailures.is(refused, TAKEN)) {
                return Outcome.done();
            }
            throw refused;
        }
        if (!Ownership.ours(wanted.id(), tags(there.tags()))) {
            return Outcome.terminal(
                    "SecretScheduledForDeletion",
                    "secret " + wanted.spec().name()
                            + " is scheduled for deletion and was not made here: restore it by hand, or wait until it"
                            + " is gone");
        }
        secrets.restoreSecret(r -> r.secretId(there.arn()));
        return Outcome.done();
    }

    static Outcome delete(Scope scope, ResourceId id, SecretLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(SecretsManagerClient.class).deleteSecret(r -> r.secretId(live.arn()));
            } catch (SdkException failure) {
                if (AwsFailures.is(failure, "ResourceNotFoundException")) {
                    return Outcome.done();
                }
                if (AwsFailures.is(failure, "InvalidRequestException")
                        && describe(scope, live.arn()).isEmpty()) {
                    return Outcome.done();
                }
                throw failure;
            }
            return Outcome.done();
        });
    }

    private static List<SecretLive> list(Scope scope) {
        return SecretSweep.list(scope).stream().map(SecretAws::read).toList();
    }

    /** Empty when AWS has none, or is about to delete it. */
    private static Optional<SecretLive> describe(Scope scope, String nameOrArn) {
        try {
            DescribeSecretResponse there =
                    scope.client(SecretsManagerClient.class).describeSecret(r -> r.secretId(nameOrArn));
            return there.deletedDate() == null
                    ? Optional.of(
                            new SecretLive(there.name(), there.arn(), there.versionIdsToStages(), tags(there.tags())))
                    : Optional.empty();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "ResourceNotFoundException")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static SecretLive read(SecretListEntry entry) {
        return new SecretLive(entry.name(), entry.arn(), entry.secretVersionsToStages(), tags(entry.tags()));
    }

    private static Optional<SecretLive> find(List<SecretLive> live, String nameOrArn) {
        return live.stream()
                .filter(secret ->
                        secret.name().equals(nameOrArn) || secret.arn().equals(nameOrArn))
                .findFirst();
    }

    private static Observation<SecretLive> aged(Scope scope, ResourceId id, Observation<SecretLive> there) {
        return there.seen()
                .map(live -> present(
                        id,
                        SecretRotationAws.made(scope, live)
                                .map(made -> live.aged(Duration.between(made, scope.now())))
                                .orElse(live)))
                .orElse(there);
    }

    private static Observation<SecretLive> present(ResourceId id, SecretLive live) {
        return new Observation.Present<>(live, true, Ownership.ours(id, live.tags()));
    }

    private static String identity(Declared<SecretSpec> one) {
        return one.existing().orElse(one.spec().name());
    }

    private static List<Tag> tags(Scope scope, Declared<?> wanted) {
        return Ownership.tags(scope, wanted).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }
}
