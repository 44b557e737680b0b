package io.kinexus.operator.sandbox.sns;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionResponse;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;

/**
 * Subscriptions. What asks its endpoint first (e-mail, HTTP) stays pending: in lists its ARN then reads {@code
 * PendingConfirmation}. Subscribing the same endpoint again answers with the one that is there.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html">Subscribe</a>
 */
final class Subscriptions {
    private static final int PAGE = 100;
    private static final int NOT_FOUND = 404;
    private static final String PENDING = "PendingConfirmation";
    private static final Set<String> ASKS_FIRST = Set.of("email", "email-json", "http", "https");
    private static final Set<String> AT_ONCE = Set.of("sms", "sqs", "lambda", "application", "firehose");

    /** @param token what the confirmation message holds; a person sends it back by ConfirmSubscription */
    private record Entry(
            String arn, String topic, String protocol, String endpoint, String token, Map<String, String> attributes) {
        boolean pending() {
            return "true".equals(attributes.get(PENDING));
        }
    }

    private final SnsSandbox sns;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    Subscriptions(SnsSandbox sns) {
        this.sns = sns;
    }

    void install(Handlers handlers) {
        handlers.on(SubscribeRequest.class, this::subscribe);
        handlers.on(ConfirmSubscriptionRequest.class, this::confirm);
        handlers.on(UnsubscribeRequest.class, this::unsubscribe);
        handlers.on(ListSubscriptionsRequest.class, this::list);
        handlers.on(ListSubscriptionsByTopicRequest.class, this::listByTopic);
        handlers.on(GetSubscriptionAttributesRequest.class, this::attributes);
        handlers.on(SetSubscriptionAttributesRequest.class, this::setAttribute);
    }

    Object state() {
        return List.copyOf(entries.values());
    }

    void forget(String topicArn) {
        entries.values().removeIf(entry -> entry.topic().equals(topicArn));
    }

    Map<String, String> counts(String topicArn) {
        List<Entry> all = of(entry -> entry.topic().equals(topicArn));
        long pending = all.stream().filter(Entry::pending).count();
        return Map.of(
                "SubscriptionsPending", String.valueOf(pending),
                "SubscriptionsConfirmed", String.valueOf(all.size() - pending),
                "SubscriptionsDeleted", "0");
    }

    private SubscribeResponse subscribe(SubscribeRequest request) {
        Topic topic = sns.topic(request.topicArn());
        String protocol = Optional.ofNullable(request.protocol()).orElse("");
        String endpoint = Optional.ofNullable(request.endpoint()).orElse("");
        check(protocol, endpoint);
        Entry entry = of(known -> known.topic().equals(topic.arn())
                        && known.protocol().equals(protocol)
                        && known.endpoint().equals(endpoint))
                .stream()
                .findFirst()
                .orElseGet(() -> add(topic.arn(), protocol, endpoint, request.attributes()));
        boolean whole = !entry.pending() || Boolean.TRUE.equals(request.returnSubscriptionArn());
        return SubscribeResponse.builder()
                .subscriptionArn(whole ? entry.arn() : "pending confirmation")
                .build();
    }

    private static void check(String protocol, String endpoint) {
        if (!ASKS_FIRST.contains(protocol) && !AT_ONCE.contains(protocol)) {
            throw SnsSandbox.invalid("Protocol Reason: " + protocol + " is not one that SNS delivers by");
        }
        boolean fits =
                switch (protocol) {
                    case "email", "email-json" -> endpoint.matches("[^@\\s]+@[^@\\s]+");
                    case "http", "https" -> endpoint.startsWith(protocol + "://");
                    case "sms" -> endpoint.matches("\\+?[0-9-]{5,20}");
                    default -> endpoint.startsWith("arn:");
                };
        if (!fits) {
            throw SnsSandbox.invalid("Endpoint Reason: not an endpoint for protocol " + protocol);
        }
    }

    private Entry add(String topic, String protocol, String endpoint, Map<String, String> extra) {
        String arn = topic + ":" + sns.account().dice().uuid();
        Map<String, String> attributes = new TreeMap<>(extra);
        attributes.put("SubscriptionArn", arn);
        attributes.put("TopicArn", topic);
        attributes.put("Protocol", protocol);
        attributes.put("Endpoint", endpoint);
        attributes.put("Owner", sns.account().id());
        attributes.put(PENDING, String.valueOf(ASKS_FIRST.contains(protocol)));
        attributes.put("ConfirmationWasAuthenticated", String.valueOf(AT_ONCE.contains(protocol)));
        attributes.putIfAbsent("RawMessageDelivery", "false");
        attributes.put("SubscriptionPrincipal", "arn:aws:iam::" + sns.account().id() + ":root");
        Entry entry =
                new Entry(arn, topic, protocol, endpoint, sns.account().dice().hex(32), attributes);
        entries.put(arn, entry);
        return entry;
    }

    private ConfirmSubscriptionResponse confirm(ConfirmSubscriptionRequest request) {
        Topic topic = sns.topic(request.topicArn());
        Entry entry = of(known ->
                        known.topic().equals(topic.arn()) && known.token().equals(request.token()))
                .stream()
                .findFirst()
                .orElseThrow(() -> SnsSandbox.invalid("Token"));
        entry.attributes().put(PENDING, "false");
        return ConfirmSubscriptionResponse.builder()
                .subscriptionArn(entry.arn())
                .build();
    }

    private UnsubscribeResponse unsubscribe(UnsubscribeRequest request) {
        entries.remove(entry(request.subscriptionArn()).arn());
        return UnsubscribeResponse.builder().build();
    }

    private ListSubscriptionsResponse list(ListSubscriptionsRequest request) {
        Pages.Page<Entry> page = Pages.of(entries.values(), null, PAGE, PAGE, request.nextToken());
        return ListSubscriptionsResponse.builder()
                .subscriptions(describe(page.items()))
                .nextToken(page.next())
                .build();
    }

    private ListSubscriptionsByTopicResponse listByTopic(ListSubscriptionsByTopicRequest request) {
        String topic = sns.topic(request.topicArn()).arn();
        Pages.Page<Entry> page =
                Pages.of(of(entry -> entry.topic().equals(topic)), null, PAGE, PAGE, request.nextToken());
        return ListSubscriptionsByTopicResponse.builder()
                .subscriptions(describe(page.items()))
                .nextToken(page.next())
                .build();
    }

    private List<Subscription> describe(Collection<Entry> some) {
        return some.stream()
                .map(entry -> Subscription.builder()
                        .subscriptionArn(entry.pending() ? PENDING : entry.arn())
                        .topicArn(entry.topic())
                        .protocol(entry.protocol())
                        .endpoint(entry.endpoint())
                        .owner(sns.account().id())
                        .build())
                .toList();
    }

    private GetSubscriptionAttributesResponse attributes(GetSubscriptionAttributesRequest request) {
        return GetSubscriptionAttributesResponse.builder()
                .attributes(entry(request.subscriptionArn()).attributes())
                .build();
    }

    private SetSubscriptionAttributesResponse setAttribute(SetSubscriptionAttributesRequest request) {
        Entry entry = entry(request.subscriptionArn());
        Set<String> settable =
                Set.of("DeliveryPolicy", "FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy");
        if (!settable.contains(request.attributeName())) {
            throw SnsSandbox.invalid("AttributeName");
        }
        String value = Optional.ofNullable(request.attributeValue()).orElse("");
        if (value.isEmpty()) {
            entry.attributes().remove(request.attributeName());
        } else {
            entry.attributes().put(request.attributeName(), value);
        }
        return SetSubscriptionAttributesResponse.builder().build();
    }

    private Entry entry(@Nullable String arn) {
        if (arn == null || arn.split(":", -1).length < 6) {
            throw SnsSandbox.invalid("SubscriptionArn Reason: An ARN must have at least 6 elements");
        }
        return Optional.ofNullable(entries.get(arn))
                .orElseThrow(() -> new AwsFault("NotFound", NOT_FOUND, "Subscription does not exist"));
    }

    private List<Entry> of(Predicate<Entry> which) {
        return entries.values().stream().filter(which).toList();
    }
}
