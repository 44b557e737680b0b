package io.kinexus.operator.rollout.secret;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.RollbackFamily;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Scope;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;

/**
 * One revision as AWS has it, and its copy with other containers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html">RegisterTaskDefinition</a>
 */
record RevisionAws(TaskDefinition definition, Map<String, String> tags) {
    /** The tag by which a copy is found again. */
    private static final String COPY = "kinexus:copy";

    /** Tags that only AWS sets. */
    private static final String RESERVED = "aws:";

    private static final int DIGITS = 32;

    RevisionAws {
        tags = Map.copyOf(tags);
    }

    static RevisionAws describe(Scope scope, String arnOrFamily) {
        DescribeTaskDefinitionResponse answer = scope.client(EcsClient.class)
                .describeTaskDefinition(r -> r.taskDefinition(arnOrFamily).include(TaskDefinitionField.TAGS));
        return new RevisionAws(
                answer.taskDefinition(),
                answer.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value, (one, same) -> one)));
    }

    String arn() {
        return definition.taskDefinitionArn();
    }

    /** {@code family:16}. */
    String name() {
        return definition.family() + ":" + definition.revision();
    }

    List<ContainerDefinition> containers() {
        return definition.containerDefinitions();
    }

    /** Where its variables come from. */
    List<String> secrets() {
        return containers().stream()
                .flatMap(container -> container.secrets().stream())
                .map(Secret::valueFrom)
                .toList();
    }

    boolean ours(String environment) {
        return environment.equals(tags.get(Ownership.ENVIRONMENT));
    }

    /** The ARN of the same with these containers; registered unless the newest copy is just that. */
    String copy(Scope scope, List<ContainerDefinition> other) {
        String family = RollbackFamily.of(definition.family());
        String digest = Names.sha256(arn() + " " + text(other)).substring(0, DIGITS);
        return newest(scope, family)
                .filter(there -> digest.equals(there.tags().get(COPY)))
                .map(RevisionAws::arn)
                .orElseGet(() -> scope.client(EcsClient.class)
                        .registerTaskDefinition(request(family, other, digest))
                        .taskDefinition()
                        .taskDefinitionArn());
    }

    private static String text(List<ContainerDefinition> containers) {
        return containers.stream()
                .map(container -> container.name() + " "
                        + container.secrets().stream()
                                .map(secret -> secret.name() + "=" + secret.valueFrom())
                                .sorted()
                                .toList()
                        + " " + new TreeMap<>(container.dockerLabels()))
                .collect(Collectors.joining("\n"));
    }

    /** AWS has no code of its own for "there is none": it is a ClientException that says so. */
    private static Optional<RevisionAws> newest(Scope scope, String family) {
        try {
            return Optional.of(describe(scope, family));
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "ClientException")
                    && AwsFailures.text(failure).contains("Unable to describe task definition")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Every member that a revision and a request have in common, so that nothing is lost that is newer than this class. */
    private RegisterTaskDefinitionRequest request(String family, List<ContainerDefinition> other, String digest) {
        Map<String, SdkField<?>> have = new HashMap<>();
        definition.sdkFields().forEach(field -> have.put(field.memberName(), field));
        RegisterTaskDefinitionRequest.Builder request = RegisterTaskDefinitionRequest.builder();
        request.sdkFields().forEach(field -> Optional.<SdkField<?>>ofNullable(have.get(field.memberName()))
                .flatMap(from -> said(from, definition))
                .ifPresent(value -> field.set(request, value)));
        Map<String, String> own = new TreeMap<>(tags);
        own.keySet().removeIf(key -> key.startsWith(RESERVED));
        own.put(COPY, digest);
        return request.family(family)
                .containerDefinitions(other.stream().map(RevisionAws::spoken).toList())
                .tags(own.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    /** Without the members that AWS fills in to say nothing. */
    private static ContainerDefinition spoken(ContainerDefinition container) {
        ContainerDefinition.Builder builder = ContainerDefinition.builder();
        container.sdkFields().forEach(field -> said(field, container).ifPresent(value -> field.set(builder, value)));
        return builder.build();
    }

    /** Nothing for an empty list and for no CPU of its own. */
    private static Optional<Object> said(SdkField<?> field, SdkPojo of) {
        return Optional.<Object>ofNullable(field.getValueOrDefault(of))
                .filter(value -> !(value instanceof Collection<?> list && list.isEmpty())
                        && !(value instanceof Map<?, ?> map && map.isEmpty())
                        && !value.equals(0));
    }
}
