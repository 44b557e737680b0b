package io.kinexus.operator.kind.topic;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
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
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Tag;

/**
 * The calls. A topic's ARN follows from its name, so no listing is needed; attributes come one topic a call, tags from the
 * ownership sweep.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html">GetTopicAttributes</a>
 */
final class TopicAws {
    private TopicAws() {}

    static Map<ResourceId, Observation<TopicLive>> observe(Scope scope, Collection<Declared<TopicSpec>> wanted) {
        return Sweep.oneByOne(scope, wanted, one -> {
            String arn = one.existing().orElseGet(() -> arn(scope, one.spec().name()));
            Optional<TopicLive> live = read(scope, arn);
            if (live.isEmpty()) {
                return Observation.absent();
            }
            boolean ours = one.existing().isEmpty() && Ownership.ours(scope, one.id(), arn, () -> tags(scope, arn));
            return new Observation.Present<>(live.get(), true, ours);
        });
    }

    private static Map<String, String> tags(Scope scope, String arn) {
        return scope.client(SnsClient.class).listTagsForResource(r -> r.resourceArn(arn)).tags().stream()
                .collect(Collectors.toMap(Tag::key, Tag::value));
    }

    static Map<ResourceId, Observation<TopicLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<TopicLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(Topics.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                read(scope, arns.get(0)).ifPresent(live -> surplus.put(id, Observation.present(live)));
            }
        });
        return surplus;
    }

    static Outcome create(Scope scope, Declared<TopicSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            List<Tag> tags = Ownership.tags(scope, wanted).entrySet().stream()
                    .map(tag -> Tag.builder()
                            .key(tag.getKey())
                            .value(tag.getValue())
                            .build())
                    .toList();
            try {
                scope.client(SnsClient.class)
                        .createTopic(r -> r.name(wanted.spec().name())
                                .attributes(attributes(scope, wanted.spec()))
                                .tags(tags));
            } catch (SdkException failure) {
                // The name is the identity: what stands under it with other attributes or tags is for the next look.
                if (!AwsFailures.text(failure).contains("already exists")) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    static Outcome update(
            Scope scope, Declared<TopicSpec> wanted, TopicLive live, List<FieldChange> changes, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            Map<String, String> values = attributes(scope, wanted.spec());
            for (FieldChange change : changes) {
                String name = change.path().substring("attributes.".length());
                scope.client(SnsClient.class)
                        .setTopicAttributes(
                                r -> r.topicArn(live.arn()).attributeName(name).attributeValue(values.get(name)));
            }
            return Outcome.done();
        });
    }

    /** Deleting a topic that is gone is no error for SNS. */
    static Outcome delete(Scope scope, ResourceId id, TopicLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            scope.client(SnsClient.class).deleteTopic(r -> r.topicArn(live.arn()));
            return Outcome.done();
        });
    }

    private static Map<String, String> attributes(Scope scope, TopicSpec spec) {
        return Map.of(
                "DisplayName", spec.displayName().orElse(""),
                "Policy", TopicPolicy.render(arn(scope, spec.name()), scope.account(), spec.publishers()));
    }

    private static Optional<TopicLive> read(Scope scope, String arn) {
        try {
            Map<String, String> attributes = scope.client(SnsClient.class)
                    .getTopicAttributes(r -> r.topicArn(arn))
                    .attributes();
            return Optional.of(new TopicLive(
                    arn,
                    arn.substring(arn.lastIndexOf(':') + 1),
                    attributes.getOrDefault("DisplayName", ""),
                    TopicPolicy.grants(attributes.getOrDefault("Policy", "{}"), arn, scope.account())));
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, "NotFound", "NotFoundException")) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static String arn(Scope scope, String name) {
        return "arn:aws:sns:" + scope.region() + ":" + scope.account() + ":" + name;
    }
}
