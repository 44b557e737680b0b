package io.kinexus.operator.sandbox.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.sandbox.AwsFault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form of policy documents as IAM checks it when they are written.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of the policy language</a>
 */
final class PolicyText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
    private static final Set<String> STATEMENT = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private PolicyText() {}

    /** Of a role's trust: principals, and no resources. */
    static String trust(@Nullable String text) {
        for (JsonNode statement : statements(text)) {
            if (!statement.has("Principal") && !statement.has("NotPrincipal")) {
                throw malformed("Missing required field Principal");
            }
            if (statement.has("Resource") || statement.has("NotResource")) {
                throw malformed("Has prohibited field Resource");
            }
            need(statement, "Action", "NotAction");
        }
        return String.valueOf(text);
    }

    /** Of an identity's permissions: resources, and no principals. */
    static String permissions(@Nullable String text) {
        for (JsonNode statement : statements(text)) {
            if (statement.has("Principal") || statement.has("NotPrincipal")) {
                throw malformed("Policy document should not specify a principal.");
            }
            need(statement, "Action", "NotAction");
            need(statement, "Resource", "NotResource");
        }
        return String.valueOf(text);
    }

    /** As IAM gives documents back: percent-encoded by RFC 3986. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What counts against IAM's limits: all but white space. */
    static int size(String text) {
        return text.replaceAll("\\s", "").length();
    }

    private static List<JsonNode> statements(@Nullable String text) {
        JsonNode document = parsed(text);
        if (document.has("Version")
                && !VERSIONS.contains(document.get("Version").asText())) {
            throw malformed("The policy must contain a valid version string");
        }
        JsonNode all = document.path("Statement");
        List<JsonNode> statements = new ArrayList<>();
        if (all.isArray()) {
            all.forEach(statements::add);
        } else if (all.isObject()) {
            statements.add(all);
        }
        if (statements.isEmpty()) {
            throw malformed("Syntax errors in policy. (Statement)");
        }
        statements.forEach(PolicyText::check);
        return statements;
    }

    private static JsonNode parsed(@Nullable String text) {
        try {
            JsonNode document = JSON.readTree(text == null ? "" : text);
            if (document.isObject()) {
                return document;
            }
        } catch (JsonProcessingException e) {
            throw malformed("This policy contains invalid Json");
        }
        throw malformed("Syntax errors in policy.");
    }

    private static void check(JsonNode statement) {
        String effect = statement.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw malformed("Syntax errors in policy. (Effect)");
        }
        statement.fieldNames().forEachRemaining(name -> {
            if (!STATEMENT.contains(name)) {
                throw malformed("Syntax errors in policy. (" + name + ")");
            }
        });
    }

    private static void need(JsonNode statement, String one, String other) {
        if (!statement.has(one) && !statement.has(other)) {
            throw malformed("Policy statement must contain " + one.toLowerCase(Locale.ROOT) + "s.");
        }
    }

    private static AwsFault malformed(String message) {
        return AwsFault.badRequest("MalformedPolicyDocument", message);
    }
}
