package io.kinexus.operator.rollout.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * What IAM policy documents say together: an explicit deny wins, then an allow; what nobody speaks of is not allowed. A
 * statement under a condition that cannot be decided from here makes the answer {@link Says#MAYBE}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy evaluation</a>
 */
final class Documents {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The answer to one question. */
    enum Says {
        ALLOWED,
        DENIED,
        /** No statement speaks of it, which denies it unless another policy allows it. */
        SILENT,
        MAYBE
    }

    private final List<JsonNode> statements;

    private Documents(List<JsonNode> statements) {
        this.statements = statements;
    }

    /** @throws IllegalArgumentException when one is no policy document */
    static Documents of(List<String> texts) {
        List<JsonNode> statements = new ArrayList<>();
        for (String text : texts) {
            try {
                statements.addAll(items(JSON.readTree(text).path("Statement")));
            } catch (JsonProcessingException broken) {
                throw new IllegalArgumentException("a policy document is no JSON", broken);
            }
        }
        return new Documents(List.copyOf(statements));
    }

    /** Whether this may be done to this resource; {@code *} for an action that has no resource. */
    Says on(String action, String resource, Context context) {
        return answer(statement -> about(statement, "Action", action.toLowerCase(java.util.Locale.ROOT))
                .and(about(statement, "Resource", resource))
                .and(Conditions.hold(statement.path("Condition"), context)));
    }

    /** Whether a service may take the role whose trust policy this is. */
    Says trust(String service, Context context) {
        return answer(statement -> principal(statement, service)
                .and(about(statement, "Action", "sts:assumerole"))
                .and(Conditions.hold(statement.path("Condition"), context)));
    }

    private Says answer(Function<JsonNode, Maybe> applies) {
        Maybe denied = Maybe.NO;
        Maybe allowed = Maybe.NO;
        for (JsonNode statement : statements) {
            Maybe here = applies.apply(statement);
            if (statement.path("Effect").asText().equals("Deny")) {
                denied = denied.or(here);
            } else {
                allowed = allowed.or(here);
            }
        }
        if (denied == Maybe.YES) {
            return Says.DENIED;
        }
        if (allowed == Maybe.NO) {
            return Says.SILENT;
        }
        return allowed == Maybe.YES && denied == Maybe.NO ? Says.ALLOWED : Says.MAYBE;
    }

    /** By {@code Action} or {@code NotAction}, {@code Resource} or {@code NotResource}. */
    private static Maybe about(JsonNode statement, String element, String value) {
        boolean inverted = statement.has("Not" + element);
        Maybe named = Maybe.NO;
        for (JsonNode pattern : items(statement.path(inverted ? "Not" + element : element))) {
            named = named.or(like(element, pattern.asText(), value));
        }
        return inverted ? named.not() : named;
    }

    private static Maybe like(String element, String pattern, String value) {
        if (element.equals("Action")) {
            return Maybe.of(Wildcards.match(pattern.toLowerCase(java.util.Locale.ROOT), value));
        }
        return pattern.contains("${") ? Maybe.PERHAPS : Maybe.of(Wildcards.match(pattern, value));
    }

    private static Maybe principal(JsonNode statement, String service) {
        if (statement.has("NotPrincipal")) {
            return Maybe.PERHAPS;
        }
        JsonNode principal = statement.path("Principal");
        boolean named = items(principal.path("Service")).stream()
                .anyMatch(one -> one.asText().equals(service));
        return Maybe.of(named || principal.asText().equals("*"));
    }

    /** One stands for a list of one. */
    static List<JsonNode> items(JsonNode value) {
        if (value.isMissingNode()) {
            return List.of();
        }
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false).toList()
                : List.of(value);
    }
}
