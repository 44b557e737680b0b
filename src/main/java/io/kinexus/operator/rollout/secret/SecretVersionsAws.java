package io.kinexus.operator.rollout.secret;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.SecretSweep;
import io.kinexus.operator.aws.SecretVersion;
import io.kinexus.operator.core.resource.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/**
 * The calls: the good revision and the metadata of its secrets are read, no value is.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html#term_version">A version
 *     without a stage may be deleted at any time</a>
 */
final class SecretVersionsAws {
    private static final String PREVIOUS = "AWSPREVIOUS";
    /** The tag on a secret that was made for a database, once that has added its connection. */
    private static final String CONNECTION = "kinexus:connection";

    private final Scope scope;

    SecretVersionsAws(Scope scope) {
        this.scope = scope;
    }

    Kept keep(String good) {
        try {
            return keep(RevisionAws.describe(scope, good));
        } catch (SdkException failure) {
            return new Kept(
                    good,
                    "secrets are read in their current versions: those that it ran with could not be kept: "
                            + AwsFailures.says(failure));
        }
    }

    private Kept keep(RevisionAws good) {
        Map<String, String> ranWith = ranWith(good);
        if (good.secrets().isEmpty()) {
            return new Kept(good.arn(), "");
        }
        if (ranWith.isEmpty() || !good.ours(scope.environment())) {
            return new Kept(
                    good.arn(),
                    "secrets are read in their current versions: nothing says which ones " + good.name() + " ran with");
        }
        List<String> names = List.copyOf(ranWith.keySet());
        List<Optional<Stages>> stages = scope.each(names, name -> describe(name, good));
        Map<String, Choice> byArn = new HashMap<>();
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Choice choice = Choice.of(name, ranWith.getOrDefault(name, ""), stages.get(i));
            choices.add(choice);
            stages.get(i).ifPresent(now -> byArn.put(now.arn(), choice));
        }
        return new Kept(
                pinned(good, byArn, choices),
                choices.stream()
                        .map(Choice::said)
                        .filter(said -> !said.isEmpty())
                        .collect(Collectors.joining("; ")));
    }

    private String pinned(RevisionAws good, Map<String, Choice> byArn, List<Choice> choices) {
        Map<String, String> versions = choices.stream().collect(Collectors.toMap(Choice::secret, Choice::version));
        List<ContainerDefinition> containers = good.containers().stream()
                .map(container -> container(container, byArn, SecretVersion.label(versions)))
                .toList();
        boolean same = containers.stream()
                .map(ContainerDefinition::secrets)
                .toList()
                .equals(good.containers().stream()
                        .map(ContainerDefinition::secrets)
                        .toList());
        return same ? good.arn() : good.copy(scope, containers);
    }

    private static ContainerDefinition container(
            ContainerDefinition container, Map<String, Choice> byArn, String label) {
        List<Secret> secrets = container.secrets().stream()
                .map(secret -> secret.toBuilder()
                        .valueFrom(valueFrom(secret.valueFrom(), byArn))
                        .build())
                .toList();
        Map<String, String> labels = new TreeMap<>(container.dockerLabels());
        labels.computeIfPresent(SecretVersion.LABEL, (key, before) -> label);
        return secrets.equals(container.secrets())
                ? container
                : container.toBuilder().secrets(secrets).dockerLabels(labels).build();
    }

    private static String valueFrom(String text, Map<String, Choice> byArn) {
        ValueFrom now = ValueFrom.parse(text);
        return Optional.ofNullable(byArn.get(now.arn()))
                .map(choice -> now.as(choice).text())
                .orElse(text);
    }

    /** Of all its containers. */
    private static Map<String, String> ranWith(RevisionAws good) {
        return good.containers().stream()
                .map(container -> container.dockerLabels().getOrDefault(SecretVersion.LABEL, ""))
                .flatMap(label -> SecretVersion.versions(label).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, TreeMap::new));
    }

    /** Empty when it is gone, or about to be. */
    private Optional<Stages> describe(String name, RevisionAws good) {
        try {
            DescribeSecretResponse there =
                    scope.client(SecretsManagerClient.class).describeSecret(r -> r.secretId(name));
            Map<String, List<String>> versions = there.versionIdsToStages();
            return there.deletedDate() != null
                    ? Optional.empty()
                    : Optional.of(new Stages(
                            there.arn(),
                            SecretSweep.at(versions, SecretSweep.CURRENT),
                            SecretSweep.at(versions, PREVIOUS),
                            password(there, good)));
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "ResourceNotFoundException")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Made for a database, changed by a rotation or by the service that owns it, or read as something to log in with. */
    private static boolean password(DescribeSecretResponse secret, RevisionAws good) {
        return secret.tags().stream().anyMatch(tag -> tag.key().equals(CONNECTION))
                || Boolean.TRUE.equals(secret.rotationEnabled())
                || secret.owningService() != null
                || good.secrets().stream()
                        .map(ValueFrom::parse)
                        .anyMatch(from -> from.arn().equals(secret.arn()) && from.logsIn());
    }
}
