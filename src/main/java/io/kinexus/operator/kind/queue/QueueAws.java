package io.kinexus.operator.kind.queue;

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
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The calls. A queue's URL follows from its name for good, so that it is asked for once; attributes come one queue a call.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html">GetQueueAttributes</a>
 */
final class QueueAws {
    private static final String[] GONE = {"AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"};
    private static final String[] JUST_DELETED = {"AWS.SimpleQueueService.QueueDeletedRecently", "QueueDeletedRecently"
    };
    private static final String[] TAKEN = {"QueueAlreadyExists", "QueueNameExists"};
    /** A name rests for that long after its queue was deleted. */
    private static final Duration REST = Duration.ofSeconds(60);

    private QueueAws() {}

    private record Url(String text) {}

    static Map<ResourceId, Observation<QueueLive>> observe(Scope scope, Collection<Declared<QueueSpec>> wanted) {
        return Sweep.oneByOne(scope, wanted, one -> {
            Optional<QueueLive> live = read(scope, one.spec().name());
            if (live.isEmpty()) {
                return Observation.absent();
            }
            boolean ours = Ownership.ours(scope, one.id(), live.get().arn(), () -> tags(scope, live.get()));
            return new Observation.Present<>(live.get(), true, ours);
        });
    }

    private static Map<String, String> tags(Scope scope, QueueLive live) {
        return scope.client(SqsClient.class)
                .listQueueTags(r -> r.queueUrl(live.url()))
                .tags();
    }

    static Map<ResourceId, Observation<QueueLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<QueueLive>> surplus = new LinkedHashMap<>();
        Ownership.sweep(scope).of(Queues.NAME).forEach((id, arns) -> {
            if (!declared.contains(id)) {
                String arn = arns.get(0);
                read(scope, arn.substring(arn.lastIndexOf(':') + 1))
                        .ifPresent(live -> surplus.put(id, Observation.present(live)));
            }
        });
        return surplus;
    }

    static Outcome create(Scope scope, Declared<QueueSpec> wanted, Attempt attempt) {
        try {
            scope.client(SqsClient.class)
                    .createQueue(r -> r.queueName(wanted.spec().name())
                            .attributesWithStrings(attributes(scope, wanted.spec()))
                            .tags(Ownership.tags(scope, wanted)));
            return Outcome.done();
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, JUST_DELETED)) {
                return Outcome.waiting("the name of a queue that was deleted less than a minute ago", REST);
            }
            // The name is the identity: what stands under it with other attributes is for the next look.
            return AwsFailures.is(failure, TAKEN) ? Outcome.done() : AwsFailures.outcome(failure);
        }
    }

    static Outcome update(
            Scope scope, Declared<QueueSpec> wanted, QueueLive live, List<FieldChange> changes, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            Map<String, String> all = attributes(scope, wanted.spec());
            all.putIfAbsent(Queues.POLICY, "");
            all.keySet()
                    .retainAll(changes.stream()
                            .map(change -> change.path().substring(Queues.PATH.length()))
                            .toList());
            scope.client(SqsClient.class)
                    .setQueueAttributes(r -> r.queueUrl(live.url()).attributesWithStrings(all));
            return Outcome.done();
        });
    }

    static Outcome delete(Scope scope, ResourceId id, QueueLive live, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            try {
                scope.client(SqsClient.class).deleteQueue(r -> r.queueUrl(live.url()));
            } catch (SdkException failure) {
                if (!AwsFailures.is(failure, GONE)) {
                    throw failure;
                }
            }
            return Outcome.done();
        });
    }

    private static Map<String, String> attributes(Scope scope, QueueSpec spec) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put(Queues.RETENTION, String.valueOf(spec.retentionSeconds()));
        attributes.put(Queues.ENCRYPTED, "true");
        String policy = QueuePolicy.render(arn(scope, spec.name()), spec.senders());
        if (!policy.isEmpty()) {
            attributes.put(Queues.POLICY, policy);
        }
        return attributes;
    }

    private static Optional<QueueLive> read(Scope scope, String name) {
        try {
            String arn = arn(scope, name);
            String url = scope.keep(arn, Url.class, () -> url(scope, name)).text();
            Map<String, String> attributes = scope.client(SqsClient.class)
                    .getQueueAttributes(r -> r.queueUrl(url)
                            .attributeNamesWithStrings(Queues.RETENTION, Queues.POLICY, Queues.ENCRYPTED))
                    .attributesAsStrings();
            return Optional.of(new QueueLive(
                    arn,
                    url,
                    name,
                    Integer.parseInt(attributes.getOrDefault(Queues.RETENTION, "0")),
                    QueuePolicy.senders(attributes.getOrDefault(Queues.POLICY, ""), arn),
                    Boolean.parseBoolean(attributes.get(Queues.ENCRYPTED))));
        } catch (SdkException failure) {
            if (AwsFailures.is(failure, GONE)) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static Url url(Scope scope, String name) {
        return new Url(scope.client(SqsClient.class)
                .getQueueUrl(r -> r.queueName(name))
                .queueUrl());
    }

    private static String arn(Scope scope, String name) {
        return "arn:aws:sqs:" + scope.region() + ":" + scope.account() + ":" + name;
    }
}
