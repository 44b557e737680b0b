package io.kinexus.operator.sandbox.sns;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.SandboxService;
import io.kinexus.operator.sandbox.cloudwatch.CloudWatchSandbox;
import io.kinexus.operator.sandbox.cloudwatch.MetricKey;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceResponse;

/**
 * Topics with attributes, tags and a log of what was published. A topic is identified by its name; making it again with the
 * same attributes and tags answers with the one that is there.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html">CreateTopic</a>
 */
@AutoService(SandboxService.class)
public final class SnsSandbox implements SandboxService {
    private static final int PAGE = 100;
    private static final int KEPT_MESSAGES = 200;
    private static final int NOT_FOUND = 404;

    /** What was published, and when. */
    public record Message(Instant at, String topicArn, String subject, String body) {}

    private final Map<String, Topic> topics = new TreeMap<>();
    private final Deque<Message> messages = new ArrayDeque<>();
    private final Subscriptions subscriptions = new Subscriptions(this);
    private Optional<Account> home = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        home = Optional.of(account);
        handlers.on(CreateTopicRequest.class, this::create);
        handlers.on(DeleteTopicRequest.class, this::delete);
        handlers.on(ListTopicsRequest.class, this::list);
        handlers.on(GetTopicAttributesRequest.class, this::attributes);
        handlers.on(SetTopicAttributesRequest.class, this::setAttribute);
        handlers.on(PublishRequest.class, this::publish);
        handlers.on(TagResourceRequest.class, this::tag);
        handlers.on(UntagResourceRequest.class, this::untag);
        handlers.on(ListTagsForResourceRequest.class, this::tags);
        subscriptions.install(handlers);
    }

    @Override
    public Object state() {
        return Map.of(
                "topics", topics.values().stream().map(Topic::attributes).toList(),
                "subscriptions", subscriptions.state(),
                "messages", List.copyOf(messages));
    }

    /** Everything that was published and is still remembered, oldest first. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** From another service; a topic that is not there swallows it, as alarms' failed actions do. */
    public void publish(String topicArn, String subject, String body) {
        if (!topics.containsKey(topicArn)) {
            return;
        }
        messages.addLast(new Message(account().now(), topicArn, subject, body));
        if (messages.size() > KEPT_MESSAGES) {
            messages.removeFirst();
        }
        count(topicArn, "NumberOfMessagesPublished", 1);
        count(
                topicArn,
                "NumberOfNotificationsDelivered",
                Double.parseDouble(subscriptions.counts(topicArn).getOrDefault("SubscriptionsConfirmed", "0")));
    }

    /**
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html">Metrics</a>
     */
    private void count(String topicArn, String metric, double times) {
        if (times > 0) {
            String name = topicArn.substring(topicArn.lastIndexOf(':') + 1);
            account()
                    .service(CloudWatchSandbox.class)
                    .recordCount(
                            MetricKey.of("AWS/SNS", metric, "TopicName", name),
                            account().now(),
                            times);
        }
    }

    Account account() {
        return home.orElseThrow();
    }

    Topic topic(@Nullable String arn) {
        if (arn == null || arn.split(":", -1).length < 6) {
            throw invalid("TopicArn");
        }
        return Optional.ofNullable(topics.get(arn))
                .orElseThrow(() -> new AwsFault("NotFound", NOT_FOUND, "Topic does not exist"));
    }

    static AwsFault invalid(String what) {
        return AwsFault.badRequest("InvalidParameter", "Invalid parameter: " + what);
    }

    private CreateTopicResponse create(CreateTopicRequest request) {
        String name = Optional.ofNullable(request.name()).orElse("");
        if (!name.matches("[A-Za-z0-9_-]{1,256}") && !name.matches("[A-Za-z0-9_-]{1,251}\\.fifo")) {
            throw invalid("Topic Name");
        }
        String arn = account().arn("sns", name);
        Map<String, String> tags = read(request.tags());
        Topic known = topics.get(arn);
        if (known == null) {
            Topic made = new Topic(arn, account().id());
            request.attributes().forEach(made::set);
            topics.put(arn, made);
            account().service(TagStore.class).put(arn, tags);
        } else {
            same(known, request, tags);
        }
        return CreateTopicResponse.builder().topicArn(arn).build();
    }

    private void same(Topic known, CreateTopicRequest request, Map<String, String> tags) {
        Map<String, String> live = known.attributes();
        if (!live.entrySet().containsAll(request.attributes().entrySet())) {
            throw invalid("Attributes Reason: Topic already exists with different attributes");
        }
        if (request.hasTags()
                && !account().service(TagStore.class).of(known.arn()).equals(tags)) {
            throw invalid("Tags Reason: Topic already exists with different tags");
        }
    }

    /** Deleting what is not there is no error. */
    private DeleteTopicResponse delete(DeleteTopicRequest request) {
        topics.remove(request.topicArn());
        subscriptions.forget(request.topicArn());
        account().service(TagStore.class).forget(request.topicArn());
        return DeleteTopicResponse.builder().build();
    }

    private ListTopicsResponse list(ListTopicsRequest request) {
        Pages.Page<String> page = Pages.of(topics.keySet(), null, PAGE, PAGE, request.nextToken());
        return ListTopicsResponse.builder()
                .topics(page.items().stream()
                        .map(arn -> software.amazon.awssdk.services.sns.model.Topic.builder()
                                .topicArn(arn)
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private GetTopicAttributesResponse attributes(GetTopicAttributesRequest request) {
        Topic topic = topic(request.topicArn());
        Map<String, String> all = new TreeMap<>(topic.attributes());
        all.putAll(subscriptions.counts(topic.arn()));
        return GetTopicAttributesResponse.builder().attributes(all).build();
    }

    private SetTopicAttributesResponse setAttribute(SetTopicAttributesRequest request) {
        topic(request.topicArn())
                .set(
                        request.attributeName(),
                        Optional.ofNullable(request.attributeValue()).orElse(""));
        return SetTopicAttributesResponse.builder().build();
    }

    private PublishResponse publish(PublishRequest request) {
        String arn = Optional.ofNullable(request.topicArn()).orElse(request.targetArn());
        Topic topic = topic(arn);
        if (request.message() == null || request.message().isEmpty()) {
            throw invalid("Empty message");
        }
        publish(topic.arn(), Optional.ofNullable(request.subject()).orElse(""), request.message());
        return PublishResponse.builder().messageId(account().dice().uuid()).build();
    }

    private TagResourceResponse tag(TagResourceRequest request) {
        account().service(TagStore.class).put(topic(request.resourceArn()).arn(), read(request.tags()));
        return TagResourceResponse.builder().build();
    }

    private UntagResourceResponse untag(UntagResourceRequest request) {
        account().service(TagStore.class).remove(topic(request.resourceArn()).arn(), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    private ListTagsForResourceResponse tags(ListTagsForResourceRequest request) {
        Map<String, String> tags = account()
                .service(TagStore.class)
                .of(topic(request.resourceArn()).arn());
        return ListTagsForResourceResponse.builder()
                .tags(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    private static Map<String, String> read(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value, (first, second) -> second));
    }
}
