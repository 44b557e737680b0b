package io.kinexus.operator.rollout.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the conditions of a statement hold: all operators, all keys of each, any value of a key. What is not a comparison
 * of texts, and keys of which nothing is known, may hold.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 */
final class Conditions {
    private Conditions() {}

    static Maybe hold(JsonNode condition, Context context) {
        Maybe all = Maybe.YES;
        for (Map.Entry<String, JsonNode> operator : condition.properties()) {
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                all = all.and(holds(operator.getKey(), context.of(key.getKey()), Documents.items(key.getValue())));
            }
        }
        return all;
    }

    private static Maybe holds(String operator, Optional<String> known, List<JsonNode> wanted) {
        if (known.isEmpty()) {
            return Maybe.PERHAPS;
        }
        String have = known.get();
        String plain = operator.replaceFirst("IfExists$", "");
        boolean inverted = plain.contains("Not");
        Maybe any = Maybe.NO;
        for (JsonNode one : wanted) {
            any = any.or(compare(plain.replace("Not", ""), have, one.asText()));
        }
        return inverted ? any.not() : any;
    }

    private static Maybe compare(String operator, String have, String wanted) {
        if (wanted.contains("${")) {
            return Maybe.PERHAPS;
        }
        return switch (operator) {
            case "StringEquals" -> Maybe.of(have.equals(wanted));
            case "StringEqualsIgnoreCase" -> Maybe.of(have.equalsIgnoreCase(wanted));
            case "StringLike", "ArnLike", "ArnEquals" -> Maybe.of(Wildcards.match(wanted, have));
            default -> Maybe.PERHAPS;
        };
    }
}
