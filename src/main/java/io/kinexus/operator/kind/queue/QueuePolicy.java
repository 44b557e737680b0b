package io.kinexus.operator.kind.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The policy of a queue: each sender may send for its own resource. Every other statement is somebody's own, and a difference.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html#eb-dlq-perms">Letting rules send</a>
 */
final class QueuePolicy {
    private static final ObjectMapper JSON = new ObjectMapper();

    private QueuePolicy() {}

    /** Empty text where nobody is let in: that takes the policy away. */
    static String render(String arn, List<QueueSpec.Sender> senders) {
        if (senders.isEmpty()) {
            return "";
        }
        ObjectNode policy = JSON.createObjectNode().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        senders.forEach(sender -> statements.add(statement(arn, sender)));
        return policy.toString();
    }

    /** A sender as its text, or for anything else the statement itself. */
    static Set<String> senders(String policy, String arn) {
        Set<String> senders = new TreeSet<>();
        for (JsonNode statement : statements(policy)) {
            QueueSpec.Sender sender = new QueueSpec.Sender(
                    statement.path("Principal").path("Service").asText(),
                    statement
                            .path("Condition")
                            .path("ArnEquals")
                            .path("aws:SourceArn")
                            .asText());
            senders.add(statement.equals(statement(arn, sender)) ? sender.toString() : statement.toString());
        }
        return senders;
    }

    private static Iterable<JsonNode> statements(String policy) {
        if (policy.isEmpty()) {
            return List.of();
        }
        try {
            JsonNode all = JSON.readTree(policy).path("Statement");
            return all.isArray() ? all : List.of(all);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("AWS answered with a policy that is not JSON", e);
        }
    }

    private static ObjectNode statement(String arn, QueueSpec.Sender sender) {
        ObjectNode statement = JSON.createObjectNode().put("Effect", "Allow");
        statement.putObject("Principal").put("Service", sender.service());
        statement.put("Action", "sqs:SendMessage").put("Resource", arn);
        statement.putObject("Condition").putObject("ArnEquals").put("aws:SourceArn", sender.sourceArn());
        return statement;
    }
}
