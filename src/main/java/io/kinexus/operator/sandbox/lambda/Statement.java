package io.kinexus.operator.sandbox.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One statement of a function's policy: who may do what with it, and for which source. */
record Statement(
        String id,
        String action,
        String principal,
        Optional<String> sourceArn,
        Optional<String> sourceAccount,
        String resource) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SERVICE = ".amazonaws.com";

    /** As GetPolicy and AddPermission show it. */
    ObjectNode json() {
        ObjectNode statement = JSON.createObjectNode();
        statement.put("Sid", id).put("Effect", "Allow");
        if (principal.endsWith(SERVICE)) {
            statement.putObject("Principal").put("Service", principal);
        } else if (principal.equals("*")) {
            statement.put("Principal", "*");
        } else {
            String arn = principal.matches("[0-9]{12}") ? "arn:aws:iam::" + principal + ":root" : principal;
            statement.putObject("Principal").put("AWS", arn);
        }
        statement.put("Action", action).put("Resource", resource);
        if (sourceArn.isPresent() || sourceAccount.isPresent()) {
            ObjectNode condition = statement.putObject("Condition");
            sourceAccount.ifPresent(
                    account -> condition.putObject("StringEquals").put("AWS:SourceAccount", account));
            sourceArn.ifPresent(arn -> condition.putObject("ArnLike").put("AWS:SourceArn", arn));
        }
        return statement;
    }

    /** Whether it lets this service call for this source; a star stands for any characters. */
    boolean permits(String service, String source) {
        return (principal.equals(service) || principal.equals("*"))
                && sourceArn.map(pattern -> source.matches(expression(pattern))).orElse(true);
    }

    private static String expression(String pattern) {
        return "\\Q" + pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
    }
}
