package io.kinexus.operator.blueprint.topic;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.kind.subscription.SubscriptionSpec;
import io.kinexus.operator.kind.topic.TopicSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A topic under the declaration's own name, which alarms and events may publish to, and its subscriptions. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class TopicBlueprint implements Blueprint<TopicDeclaration> {
    private static final KindName NAME = new KindName("topic");
    private static final List<String> PUBLISHERS = List.of("cloudwatch.amazonaws.com", "events.amazonaws.com");
    private static final String NAME_FORM = "[A-Za-z0-9_-]{1,256}";
    private static final int TAIL = 6;

    @Override
    public KindName name() {
        return NAME;
    }

    @Override
    public Class<TopicDeclaration> declaration() {
        return TopicDeclaration.class;
    }

    @Override
    public List<Flaw> check(TopicDeclaration declaration, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        if (!site.self().name().matches(NAME_FORM)) {
            flaws.add(new Flaw(
                    "metadata.name", "is the topic's own name: 1 to 256 letters, digits, hyphens and underscores"));
        }
        if (declaration.existing().isPresent() && declaration.displayName().isPresent()) {
            flaws.add(new Flaw("spec.displayName", "is not set on a topic that exists; leave it out"));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < declaration.subscriptions().size(); i++) {
            TopicDeclaration.Subscription one = declaration.subscriptions().get(i);
            String path = "spec.subscriptions[" + i + "]";
            if (!fits(one)) {
                flaws.add(new Flaw(path + ".endpoint", "does not fit the protocol: " + allowed(one.protocol())));
            }
            if (!names.add(tail(one))) {
                flaws.add(new Flaw(path, "is there twice; each endpoint of a protocol is named once"));
            }
        }
        return flaws;
    }

    @Override
    public List<Declared<?>> expand(TopicDeclaration declaration, Site site) {
        String name = site.self().name();
        List<Declared<?>> wanted = new ArrayList<>();
        Declared<TopicSpec> topic = Declared.of(
                site.id("topic", name), site.self(), new TopicSpec(name, declaration.displayName(), PUBLISHERS));
        wanted.add(declaration.existing().map(topic::existing).orElse(topic));
        declaration.subscriptions().forEach(one -> wanted.add(subscription(one, site)));
        return wanted;
    }

    private static Declared<SubscriptionSpec> subscription(TopicDeclaration.Subscription one, Site site) {
        String name = site.self().name();
        Declared<SubscriptionSpec> wanted = Declared.of(
                site.id("subscription", name + "-" + tail(one)),
                site.self(),
                new SubscriptionSpec(site.ref("topic", name, "arn"), protocol(one), one.endpoint()));
        return asksFirst(one.protocol())
                ? wanted.notes(List.of("the endpoint must confirm before anything reaches it"))
                : wanted;
    }

    private static String tail(TopicDeclaration.Subscription one) {
        return protocol(one) + "-" + Names.sha256(one.endpoint()).substring(0, TAIL);
    }

    private static String protocol(TopicDeclaration.Subscription one) {
        return one.protocol().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean asksFirst(TopicDeclaration.Protocol protocol) {
        return switch (protocol) {
            case EMAIL, EMAIL_JSON, HTTP, HTTPS -> true;
            case SMS, SQS, LAMBDA -> false;
        };
    }

    private static boolean fits(TopicDeclaration.Subscription one) {
        return one.endpoint()
                .matches(
                        switch (one.protocol()) {
                            case EMAIL, EMAIL_JSON -> "[^@\\s]+@[^@\\s]+";
                            case HTTP -> "http://\\S+";
                            case HTTPS -> "https://\\S+";
                            case SMS -> "\\+[0-9]{6,15}";
                            case SQS -> "arn:aws[a-z-]*:sqs:\\S+";
                            case LAMBDA -> "arn:aws[a-z-]*:lambda:\\S+";
                        });
    }

    private static String allowed(TopicDeclaration.Protocol protocol) {
        return switch (protocol) {
            case EMAIL, EMAIL_JSON -> "an e-mail address";
            case HTTP -> "a URL that starts with http://";
            case HTTPS -> "a URL that starts with https://";
            case SMS -> "a telephone number such as +12065550100";
            case SQS -> "the ARN of a queue";
            case LAMBDA -> "the ARN of a function";
        };
    }
}
