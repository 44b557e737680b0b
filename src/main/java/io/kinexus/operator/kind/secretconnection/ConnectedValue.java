package io.kinexus.operator.kind.secretconnection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A secret's value with the connection added. It lives for one call and never shows itself. */
final class ConnectedValue {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String text;
    private final boolean changed;

    private ConnectedValue(String text, boolean changed) {
        this.text = text;
        this.changed = changed;
    }

    /** Empty when the value is no JSON object with user name and password. */
    static Optional<ConnectedValue> of(String value, SecretConnectionSpec spec) {
        return parse(value)
                .filter(fields -> fields.path("username").isTextual()
                        && fields.path("password").isTextual())
                .map(fields -> {
                    ObjectNode more = fields.deepCopy();
                    more.put("host", spec.host());
                    more.put("port", Integer.parseInt(spec.port()));
                    more.put("dbname", spec.dbname());
                    more.put("url", url(fields, spec));
                    return new ConnectedValue(more.toString(), !more.equals(fields));
                });
    }

    String text() {
        return text;
    }

    /** False when the value had all of it already. */
    boolean changed() {
        return changed;
    }

    private static Optional<ObjectNode> parse(String value) {
        try {
            JsonNode read = JSON.readTree(value);
            return read instanceof ObjectNode fields ? Optional.of(fields) : Optional.empty();
        } catch (JsonProcessingException unreadable) {
            // Its message quotes the value: it must go no further.
            return Optional.empty();
        }
    }

    private static String url(ObjectNode fields, SecretConnectionSpec spec) {
        return spec.scheme() + "://" + escaped(fields.path("username").asText()) + ":"
                + escaped(fields.path("password").asText()) + "@" + spec.host() + ":" + spec.port() + "/"
                + spec.dbname();
    }

    private static String escaped(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "a secret value";
    }
}
