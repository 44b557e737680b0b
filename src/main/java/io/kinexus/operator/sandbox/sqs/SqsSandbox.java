package io.kinexus.operator.sandbox.sqs;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.SandboxService;
import io.kinexus.operator.sandbox.cloudwatch.CloudWatchSandbox;
import io.kinexus.operator.sandbox.cloudwatch.MetricKey;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/**
 * Queues.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class SqsSandbox implements SandboxService {
    private static final int PAGE = 1000;
    private static final Set<String> SETTABLE = Set.of(
            "DelaySeconds",
            "MaximumMessageSize",
            "MessageRetentionPeriod",
            "Policy",
            "ReceiveMessageWaitTimeSeconds",
            "VisibilityTimeout",
            "RedrivePolicy",
            "RedriveAllowPolicy",
            "KmsMasterKeyId",
            "KmsDataKeyReusePeriodSeconds",
            "SqsManagedSseEnabled",
            "FifoQueue",
            "ContentBasedDeduplication",
            "DeduplicationScope",
            "FifoThroughputLimit");

    private static final Duration REST = Duration.ofSeconds(60);

    private final Map<String, Queue> queues = new TreeMap<>();
    /** Until when the names of deleted queues are not free again. */
    private final Map<String, Instant> resting = new TreeMap<>();

    private Optional<Account> home = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        home = Optional.of(account);
        new MessageCalls(account, this, handlers);
        account.clock().every(REST, this::measure);
        handlers.on(CreateQueueRequest.class, this::create);
        handlers.on(GetQueueUrlRequest.class, r -> GetQueueUrlResponse.builder()
                .queueUrl(existing(r.queueName()).url)
                .build());
        handlers.on(ListQueuesRequest.class, this::list);
        handlers.on(GetQueueAttributesRequest.class, this::attributes);
        handlers.on(SetQueueAttributesRequest.class, this::setAttributes);
        handlers.on(DeleteQueueRequest.class, this::delete);
        handlers.on(ListDeadLetterSourceQueuesRequest.class, this::sources);
        handlers.on(TagQueueRequest.class, r -> {
            tagStore().put(byUrl(r.queueUrl()).arn, r.tags());
            return TagQueueResponse.builder().build();
        });
        handlers.on(UntagQueueRequest.class, r -> {
            tagStore().remove(byUrl(r.queueUrl()).arn, r.tagKeys());
            return UntagQueueResponse.builder().build();
        });
        handlers.on(ListQueueTagsRequest.class, r -> ListQueueTagsResponse.builder()
                .tags(tagStore().of(byUrl(r.queueUrl()).arn))
                .build());
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">Metrics</a>
     */
    private void measure() {
        Instant now = account().now();
        queues.values().forEach(queue -> account()
                .service(CloudWatchSandbox.class)
                .record(
                        MetricKey.of("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue.name),
                        now,
                        Double.parseDouble(queue.attributes(now).getOrDefault("ApproximateNumberOfMessages", "0"))));
    }

    @Override
    public Object state() {
        Map<String, Object> state = new TreeMap<>();
        queues.forEach(
                (name, queue) -> state.put(name, queue.attributes(account().now())));
        return state;
    }

    /** From another service; false when there is no such queue. */
    public boolean deliver(String queueArn, String body) {
        Optional<Queue> queue =
                queues.values().stream().filter(one -> one.arn.equals(queueArn)).findFirst();
        queue.ifPresent(one -> one.messages.add(new Queue.Held(
                account().dice().uuid(), body, account().now(), account().now())));
        return queue.isPresent();
    }

    /** Whether a queue's policy lets an AWS service, such as {@code events.amazonaws.com}, send for a source's ARN. */
    public boolean permits(String queueArn, String service, String sourceArn) {
        return queues.values().stream()
                .filter(one -> one.arn.equals(queueArn))
                .anyMatch(one -> SendPolicy.permits(one.set.getOrDefault("Policy", ""), service, sourceArn));
    }

    private CreateQueueResponse create(CreateQueueRequest request) {
        String name = String.valueOf(request.queueName());
        boolean fifo = "true".equals(request.attributesAsStrings().get("FifoQueue"));
        if (!name.matches("[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo") || name.endsWith(".fifo") != fifo) {
            throw AwsFault.badRequest(
                    "InvalidParameterValue",
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length; a FIFO"
                            + " queue's name ends in .fifo");
        }
        check(request.attributesAsStrings());
        Queue known = queues.get(name);
        if (known != null) {
            return again(known, request);
        }
        if (account().now().isBefore(resting.getOrDefault(name, account().now()))) {
            throw AwsFault.badRequest(
                    "AWS.SimpleQueueService.QueueDeletedRecently",
                    "You must wait 60 seconds after deleting a queue before you can create another with the same"
                            + " name.");
        }
        String url = "https://sqs." + account().region() + ".amazonaws.com/"
                + account().id() + "/" + name;
        Queue queue = new Queue(name, account().arn("sqs", name), url, account().now(), request.attributesAsStrings());
        queues.put(name, queue);
        tagStore().put(queue.arn, request.tags());
        return CreateQueueResponse.builder().queueUrl(url).build();
    }

    /** The same queue again is fine; with other attributes it is not. */
    private static CreateQueueResponse again(Queue known, CreateQueueRequest request) {
        boolean same = request.attributesAsStrings().entrySet().stream()
                .allMatch(e -> e.getValue().equals(known.set.get(e.getKey())));
        if (!same) {
            throw AwsFault.badRequest(
                    "QueueAlreadyExists",
                    "A queue already exists with the same name and a different value for an attribute");
        }
        return CreateQueueResponse.builder().queueUrl(known.url).build();
    }

    private static void check(Map<String, String> attributes) {
        for (String name : attributes.keySet()) {
            if (!SETTABLE.contains(name)) {
                throw AwsFault.badRequest("InvalidAttributeName", "Unknown Attribute " + name + ".");
            }
        }
    }

    private ListQueuesResponse list(ListQueuesRequest request) {
        String prefix = Optional.ofNullable(request.queueNamePrefix()).orElse("");
        List<String> urls = queues.values().stream()
                .filter(q -> q.name.startsWith(prefix))
                .map(q -> q.url)
                .toList();
        var page = Pages.of(urls, request.maxResults(), PAGE, PAGE, request.nextToken());
        return ListQueuesResponse.builder()
                .queueUrls(page.items())
                .nextToken(page.next())
                .build();
    }

    /** The queues whose redrive policy names this one. */
    private ListDeadLetterSourceQueuesResponse sources(ListDeadLetterSourceQueuesRequest request) {
        String arn = byUrl(request.queueUrl()).arn;
        List<String> urls = queues.values().stream()
                .filter(queue -> queue.set.getOrDefault("RedrivePolicy", "").contains("\"" + arn + "\""))
                .map(queue -> queue.url)
                .toList();
        return ListDeadLetterSourceQueuesResponse.builder().queueUrls(urls).build();
    }

    private GetQueueAttributesResponse attributes(GetQueueAttributesRequest request) {
        Map<String, String> all = byUrl(request.queueUrl()).attributes(account().now());
        List<String> wanted = request.attributeNamesAsStrings();
        if (!wanted.contains("All")) {
            all.keySet().retainAll(wanted);
        }
        return GetQueueAttributesResponse.builder().attributesWithStrings(all).build();
    }

    private SetQueueAttributesResponse setAttributes(SetQueueAttributesRequest request) {
        Queue queue = byUrl(request.queueUrl());
        check(request.attributesAsStrings());
        queue.set(request.attributesAsStrings());
        queue.changed = account().now();
        return SetQueueAttributesResponse.builder().build();
    }

    private DeleteQueueResponse delete(DeleteQueueRequest request) {
        Queue queue = byUrl(request.queueUrl());
        queues.remove(queue.name);
        resting.put(queue.name, account().now().plus(REST));
        tagStore().forget(queue.arn);
        return DeleteQueueResponse.builder().build();
    }

    private Queue existing(@Nullable String name) {
        return Optional.ofNullable(name)
                .flatMap(given -> Optional.ofNullable(queues.get(given)))
                .orElseThrow(() -> AwsFault.badRequest(
                        "AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist."));
    }

    Queue byUrl(@Nullable String url) {
        String given = String.valueOf(url);
        return existing(given.substring(given.lastIndexOf('/') + 1));
    }

    private TagStore tagStore() {
        return account().service(TagStore.class);
    }

    private Account account() {
        return home.orElseThrow();
    }
}
