package io.kinexus.operator.kind.subscription;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.Sweep;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;

/**
 * The calls. All subscriptions are listed at once. One that waits for its endpoint's confirmation is there; it has no ARN yet
 * and cannot be removed, and AWS drops it by itself after some days.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptions.html">ListSubscriptions</a>
 */
final class SubscriptionAws {
    private static final KindName TOPIC = new KindName("topic");

    private SubscriptionAws() {}

    /** Listings are shared between kinds and sweeps by class. */
    private record Listing(List<SubscriptionLive> all) {}

    static Map<ResourceId, Observation<SubscriptionLive>> observe(
            Scope scope, Collection<Declared<SubscriptionSpec>> wanted) {
        return Sweep.whole(wanted, all -> {
            List<SubscriptionLive> live = list(scope);
            Map<ResourceId, Observation<SubscriptionLive>> seen = new LinkedHashMap<>();
            all.forEach(one -> live.stream()
                    .filter(found -> same(one.spec(), found))
                    .findFirst()
                    .ifPresent(found -> seen.put(one.id(), Observation.present(found))));
            return seen;
        });
    }

    /** Of our own topics, the subscriptions that a note on the topic says we made. */
    static Map<ResourceId, Observation<SubscriptionLive>> surplus(Scope scope, Set<ResourceId> declared) {
        Set<String> topics = new HashSet<>();
        Ownership.sweep(scope).of(TOPIC).values().forEach(topics::addAll);
        Map<ResourceId, Observation<SubscriptionLive>> surplus = new LinkedHashMap<>();
        if (topics.isEmpty()) {
            return surplus;
        }
        for (SubscriptionLive live : list(scope)) {
            ResourceId id = new ResourceId(
                    scope.environment(),
                    Subscriptions.NAME,
                    Subscriptions.name(live.topicArn(), live.protocol(), live.endpoint()));
            boolean candidate = live.arn().isPresent() && topics.contains(live.topicArn()) && !declared.contains(id);
            if (candidate && noted(scope, live)) {
                surplus.put(id, Observation.present(live));
            }
        }
        return surplus;
    }

    static Outcome create(Scope scope, Declared<SubscriptionSpec> wanted, Attempt attempt) {
        return AwsFailures.attempt(() -> {
            SubscriptionSpec spec = wanted.spec();
            SnsClient sns = scope.client(SnsClient.class);
            if (ours(scope, spec.topicArn())) {
                sns.tagResource(r -> r.resourceArn(spec.topicArn())
                        .tags(Tag.builder()
                                .key(Subscriptions.note(spec.protocol(), spec.endpoint()))
                                .value(wanted.id().local())
                                .build()));
            }
            sns.subscribe(
                    r -> r.topicArn(spec.topicArn()).protocol(spec.protocol()).endpoint(spec.endpoint()));
            return Outcome.done();
        });
    }

    static Outcome delete(Scope scope, ResourceId id, SubscriptionLive live, Attempt attempt) {
        if (live.arn().isEmpty()) {
            return Outcome.done();
        }
        return AwsFailures.attempt(() -> {
            SnsClient sns = scope.client(SnsClient.class);
            unlessGone(() -> sns.unsubscribe(r -> r.subscriptionArn(live.arn().get())));
            unlessGone(() -> sns.untagResource(
                    r -> r.resourceArn(live.topicArn()).tagKeys(Subscriptions.note(live.protocol(), live.endpoint()))));
            return Outcome.done();
        });
    }

    private static void unlessGone(Runnable write) {
        try {
            write.run();
        } catch (SdkException failure) {
            if (!AwsFailures.is(failure, "NotFound", "NotFoundException", "ResourceNotFound")) {
                throw failure;
            }
        }
    }

    /** A topic that somebody else made is not tagged either; its tags are read, since the tagging API lags. */
    private static boolean ours(Scope scope, String topicArn) {
        return scope.client(SnsClient.class).listTagsForResource(r -> r.resourceArn(topicArn)).tags().stream()
                .anyMatch(tag ->
                        tag.key().equals(Ownership.ENVIRONMENT) && tag.value().equals(scope.environment()));
    }

    private static boolean noted(Scope scope, SubscriptionLive live) {
        Tags tags = scope.once("topic-tags:" + live.topicArn(), Tags.class, () -> tags(scope, live.topicArn()));
        return tags.keys().contains(Subscriptions.note(live.protocol(), live.endpoint()));
    }

    private record Tags(Set<String> keys) {}

    private static Tags tags(Scope scope, String topicArn) {
        Set<String> keys = new HashSet<>();
        scope.client(SnsClient.class)
                .listTagsForResource(r -> r.resourceArn(topicArn))
                .tags()
                .forEach(tag -> keys.add(tag.key()));
        return new Tags(keys);
    }

    private static boolean same(SubscriptionSpec spec, SubscriptionLive live) {
        return spec.topicArn().equals(live.topicArn())
                && spec.protocol().equals(live.protocol())
                && spec.endpoint().equals(live.endpoint());
    }

    private static List<SubscriptionLive> list(Scope scope) {
        return scope.once(
                        Listing.class,
                        Listing.class,
                        () -> new Listing(
                                scope.client(SnsClient.class).listSubscriptionsPaginator().subscriptions().stream()
                                        .map(SubscriptionAws::read)
                                        .toList()))
                .all();
    }

    private static SubscriptionLive read(Subscription one) {
        Optional<String> arn = Optional.of(one.subscriptionArn()).filter(text -> text.startsWith("arn:"));
        return new SubscriptionLive(arn, one.topicArn(), one.protocol(), one.endpoint());
    }
}
