package io.kinexus.operator.kind.topic;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a topic is to us: its table, its calls, its permissions. Pure. */
final class Topics {
    static final KindName NAME = new KindName("topic");
    /** SNS describes a topic's attributes one by one. */
    static final Floor FLOOR = new Floor(0, 1);

    static final String DISPLAY_NAME = "attributes.DisplayName";
    static final String POLICY = "attributes.Policy";
    private static final String ANY = "arn:aws:sns:${region}:${account}:*";
    private static final String NAMED = "arn:aws:sns:${region}:${account}:${name}";

    static final Fields<TopicSpec, TopicLive> FIELDS = Fields.<TopicSpec, TopicLive>table()
            .row(field(DISPLAY_NAME, (TopicSpec spec) -> spec.displayName().orElse(""), TopicLive::displayName))
            .row(field(POLICY, Topics::grants, TopicLive::grants).matching(Match.unordered()))
            .unmanaged("name", "its identity")
            .unmanaged("topicArn", "its identity")
            .unmanaged("attributeName", "how one of the attributes above is named when it is written")
            .unmanaged("attributeValue", "how one of the attributes above is written")
            .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
            .unmanaged("dataProtectionPolicy", "alarms carry no personal data; not declared")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("sns:GetTopicAttributes", ANY).because("topics are read, ours and those that are left over"),
            Permission.on("sns:CreateTopic", NAMED),
            Permission.on("sns:TagResource", NAMED),
            Permission.on("sns:ListTagsForResource", NAMED),
            Permission.on("sns:SetTopicAttributes", NAMED),
            Ownership.only(Permission.on("sns:DeleteTopic", ANY)),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private Topics() {}

    private static List<String> grants(TopicSpec spec) {
        List<String> grants = new ArrayList<>(List.of(TopicPolicy.OWNER));
        grants.addAll(spec.publishers());
        return grants;
    }
}
