package io.kinexus.operator.sandbox.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a queue's policy lets a service send for a source. Of conditions, those on the source's ARN are looked at.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html#eb-dlq-perms">Policies for rules</a>
 */
final class SendPolicy {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SendPolicy() {}

    static boolean permits(String policy, String service, String sourceArn) {
        boolean permitted = false;
        for (JsonNode statement : read(policy).path("Statement")) {
            permitted |= statement.path("Effect").asText().equals("Allow")
                    && texts(statement.path("Action")).stream().anyMatch(SendPolicy::sends)
                    && principal(statement.path("Principal"), service)
                    && source(statement.path("Condition"), sourceArn);
        }
        return permitted;
    }

    private static boolean sends(String action) {
        return List.of("sqs:sendmessage", "sqs:*", "*").contains(action.toLowerCase(Locale.ROOT));
    }

    private static boolean principal(JsonNode principal, String service) {
        return principal.asText().equals("*")
                || texts(principal.path("Service")).contains(service)
                || texts(principal.path("AWS")).contains("*");
    }

    private static boolean source(JsonNode condition, String sourceArn) {
        List<String> arns = new ArrayList<>();
        for (String operator : List.of("ArnEquals", "ArnLike", "StringEquals", "StringLike")) {
            arns.addAll(texts(condition.path(operator).path("aws:SourceArn")));
        }
        return arns.isEmpty()
                || arns.stream().anyMatch(arn -> sourceArn.matches("\\Q" + arn.replace("*", "\\E.*\\Q") + "\\E"));
    }

    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(one -> texts.add(one.asText()));
        } else if (value.isTextual()) {
            texts.add(value.asText());
        }
        return texts;
    }

    private static JsonNode read(String policy) {
        try {
            return policy.isEmpty() ? JSON.createObjectNode() : JSON.readTree(policy);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
