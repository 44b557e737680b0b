package io.kinexus.operator.kind.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The policy of a topic: its account may do everything with it, and each publisher may publish for this account. Every other
 * statement is somebody's own, and a difference.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html">Policies for topics</a>
 */
final class TopicPolicy {
    /** How {@link #grants} names the statement that AWS gives every new topic. */
    static final String OWNER = "(its own account)";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> EVERYTHING = List.of(
            "SNS:GetTopicAttributes",
            "SNS:SetTopicAttributes",
            "SNS:AddPermission",
            "SNS:RemovePermission",
            "SNS:DeleteTopic",
            "SNS:Subscribe",
            "SNS:ListSubscriptionsByTopic",
            "SNS:Publish");

    private TopicPolicy() {}

    static String render(String arn, String account, List<String> publishers) {
        ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        statements.add(owner(arn, account));
        publishers.forEach(service -> statements.add(publisher(arn, account, service)));
        return policy.toString();
    }

    /** {@link #OWNER}, a publisher's service principal, or for anything else the statement itself. */
    static List<String> grants(String policy, String arn, String account) {
        List<String> grants = new ArrayList<>();
        for (JsonNode statement : statements(policy)) {
            String service = statement.path("Principal").path("Service").asText();
            if (statement.equals(owner(arn, account))) {
                grants.add(OWNER);
            } else if (statement.equals(publisher(arn, account, service))) {
                grants.add(service);
            } else {
                grants.add(statement.toString());
            }
        }
        return grants;
    }

    private static Iterable<JsonNode> statements(String policy) {
        try {
            JsonNode all = JSON.readTree(policy).path("Statement");
            return all.isArray() ? all : List.of(all);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("AWS answered with a policy that is not JSON", e);
        }
    }

    private static ObjectNode owner(String arn, String account) {
        ObjectNode statement = JSON.createObjectNode();
        statement.put("Sid", "__default_statement_ID").put("Effect", "Allow");
        statement.putObject("Principal").put("AWS", "*");
        ArrayNode actions = statement.putArray("Action");
        EVERYTHING.forEach(actions::add);
        statement.put("Resource", arn);
        statement.putObject("Condition").putObject("StringEquals").put("AWS:SourceOwner", account);
        return statement;
    }

    private static ObjectNode publisher(String arn, String account, String service) {
        ObjectNode statement = JSON.createObjectNode();
        statement.put("Sid", "publish-" + service.replaceAll("[^A-Za-z0-9]", "-"));
        statement.put("Effect", "Allow");
        statement.putObject("Principal").put("Service", service);
        statement.put("Action", "SNS:Publish").put("Resource", arn);
        statement.putObject("Condition").putObject("StringEquals").put("aws:SourceAccount", account);
        return statement;
    }
}
