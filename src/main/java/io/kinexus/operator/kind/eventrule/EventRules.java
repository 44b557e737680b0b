package io.kinexus.operator.kind.eventrule;

import static io.kinexus.operator.core.diff.Field.exact;
import static io.kinexus.operator.core.diff.Field.field;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a rule is to us: its table, its calls, its permissions. Pure. */
final class EventRules {
    static final KindName NAME = new KindName("event-rule");
    /** A hundred rules a page of each bus, and the targets of each rule by itself. */
    static final Floor FLOOR = new Floor(100, 1);

    static final String TARGETS = "targets";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANY = "arn:aws:events:${region}:${account}:rule/*";
    private static final String NAMED = "arn:aws:events:${region}:${account}:rule/${bus}/${name}";

    static final Fields<EventRuleSpec, EventRuleLive> FIELDS = Fields.<EventRuleSpec, EventRuleLive>table()
            .row(field("eventPattern", EventRuleSpec::eventPattern, EventRuleLive::eventPattern)
                    .matching(EventRules::same))
            .row(field("state", (EventRuleSpec spec) -> true, EventRuleLive::enabled)
                    .showing(on -> on ? "ENABLED" : "DISABLED"))
            .row(exact("scheduleExpression", spec -> Optional.empty(), EventRuleLive::scheduleExpression))
            .row(exact("description", spec -> Optional.empty(), EventRuleLive::description))
            .row(exact("roleArn", spec -> Optional.empty(), EventRuleLive::roleArn))
            .row(field(TARGETS, EventRuleSpec::targets, EventRuleLive::targets).matching(Match.unordered()))
            .row(field(TARGETS + ".more", spec -> Set.<String>of(), EventRuleLive::more))
            .unmanaged("name", "its identity, with the bus")
            .unmanaged("rule", "its identity, with the bus")
            .unmanaged("eventBusName", "its identity, with the name")
            .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.on("events:ListRules", ANY).because("rules are read, ours and those that are left over"),
            Permission.on("events:ListTargetsByRule", ANY).because("rules are read, ours and those that are left over"),
            Permission.on("events:ListTagsForResource", ANY)
                    .because("rules are read, ours and those that are left over"),
            Permission.on("events:PutRule", NAMED),
            Permission.on("events:TagResource", NAMED),
            Permission.on("events:PutTargets", NAMED),
            Ownership.only(Permission.on("events:RemoveTargets", ANY)),
            Ownership.only(Permission.on("events:DeleteRule", ANY)),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private EventRules() {}

    /** Patterns are the same whatever the order of their members, and of the values that each allows. */
    static boolean same(String want, String have) {
        try {
            return same(JSON.readTree(want), JSON.readTree(have));
        } catch (JsonProcessingException e) {
            return want.equals(have);
        }
    }

    private static boolean same(JsonNode want, JsonNode have) {
        if (want.isObject() && have.isObject() && want.size() == have.size()) {
            return want.properties().stream()
                    .allMatch(
                            member -> have.has(member.getKey()) && same(member.getValue(), have.get(member.getKey())));
        }
        boolean words = want.isArray() && have.isArray() && plain(want) && plain(have);
        return words ? set(want).equals(set(have)) : want.equals(have);
    }

    /** The members of an operator, such as {@code [">=", 5]}, have an order. */
    private static boolean plain(JsonNode values) {
        boolean plain = true;
        for (JsonNode value : values) {
            plain &= value.isTextual() && !value.asText().matches("[<>=]+");
        }
        return plain;
    }

    private static Set<JsonNode> set(JsonNode values) {
        Set<JsonNode> set = new HashSet<>();
        values.forEach(set::add);
        return set;
    }
}
