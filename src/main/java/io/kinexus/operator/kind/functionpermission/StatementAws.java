package io.kinexus.operator.kind.functionpermission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements of a policy as GetPolicy writes it. */
final class StatementAws {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ARN = "AWS:SourceArn";
    private static final String ACCOUNT = "AWS:SourceAccount";

    private StatementAws() {}

    static List<FunctionPermissionLive> of(String policy, String function, String alias) {
        List<FunctionPermissionLive> statements = new ArrayList<>();
        try {
            for (JsonNode statement : JSON.readTree(policy).path("Statement")) {
                statements.add(of((ObjectNode) statement, function, alias));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("AWS answered with a policy that is not JSON", e);
        }
        return statements;
    }

    private static FunctionPermissionLive of(ObjectNode statement, String function, String alias) {
        JsonNode condition = statement.path("Condition");
        Optional<String> arn = text(condition.path("ArnLike").path(ARN));
        Optional<String> account = text(condition.path("StringEquals").path(ACCOUNT));
        return new FunctionPermissionLive(
                function,
                alias,
                statement.path("Sid").asText(),
                statement.path("Action").asText(),
                text(statement.path("Principal").path("Service"))
                        .orElse(statement.path("Principal").toString()),
                arn,
                account,
                more(condition));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    private static String more(JsonNode condition) {
        if (!condition.isObject()) {
            return "";
        }
        ObjectNode rest = condition.deepCopy();
        drop(rest, "ArnLike", ARN);
        drop(rest, "StringEquals", ACCOUNT);
        return rest.isEmpty() ? "" : rest.toString();
    }

    private static void drop(ObjectNode condition, String operator, String key) {
        if (condition.path(operator) instanceof ObjectNode under) {
            under.remove(key);
            if (under.isEmpty()) {
                condition.remove(operator);
            }
        }
    }
}
