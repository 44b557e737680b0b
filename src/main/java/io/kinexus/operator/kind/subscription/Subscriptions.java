package io.kinexus.operator.kind.subscription;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Permission;
import java.util.Map;
import java.util.Set;

/** What a subscription is to us. Pure. */
final class Subscriptions {
    static final KindName NAME = new KindName("subscription");
    /** A hundred a page, over the whole account. */
    static final Floor FLOOR = new Floor(100, 0);

    private static final int TAIL = 6;
    private static final String TOPIC = "arn:aws:sns:${region}:${account}:${topicArn}";
    private static final String LATER = "delivery as SNS does it when nothing is said; not declared yet";

    static final Fields<SubscriptionSpec, SubscriptionLive> FIELDS = Fields.<SubscriptionSpec, SubscriptionLive>table()
            .row(field("topicArn", SubscriptionSpec::topicArn, SubscriptionLive::topicArn)
                    .effect(Effect.REPLACE))
            .row(field("protocol", SubscriptionSpec::protocol, SubscriptionLive::protocol)
                    .effect(Effect.REPLACE))
            .row(field("endpoint", SubscriptionSpec::endpoint, SubscriptionLive::endpoint)
                    .effect(Effect.REPLACE))
            .unmanaged("attributes", LATER)
            .unmanaged("returnSubscriptionArn", "how AWS answers, not what it makes")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("sns:ListSubscriptions", "it lists all subscriptions of the account"),
            Permission.on("sns:Subscribe", TOPIC),
            Permission.anywhere("sns:Unsubscribe", "the action has no resource-level permissions"),
            Permission.on("sns:ListTagsForResource", TOPIC),
            Permission.on("sns:TagResource", TOPIC),
            Permission.on("sns:UntagResource", TOPIC),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private Subscriptions() {}

    /** {@code <topic>-<protocol>-<6 hex>}: the resource's name, from what identifies it. */
    static String name(String topicArn, String protocol, String endpoint) {
        return topicArn.substring(topicArn.lastIndexOf(':') + 1) + "-" + protocol + "-" + tail(endpoint);
    }

    /** The tag that notes on the topic that we made this subscription, since SNS has no tags for subscriptions. */
    static String note(String protocol, String endpoint) {
        return "kinexus:subscription:" + protocol + "-" + tail(endpoint);
    }

    static Map<String, String> outputs(SubscriptionLive live) {
        return live.arn().map(arn -> Map.of("arn", arn)).orElse(Map.of());
    }

    private static String tail(String endpoint) {
        return Names.sha256(endpoint).substring(0, TAIL);
    }
}
