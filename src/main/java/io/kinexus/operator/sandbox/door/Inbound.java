package io.kinexus.operator.sandbox.door;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/**
 * One HTTP request as it came in.
 *
 * @param path as sent, still percent-encoded
 * @param query by name, in the order sent; a name without a value has an empty one
 * @param headers by lower-case name
 * @param body whole, without transfer or aws-chunked encoding
 */
public record Inbound(
        String method, String path, Map<String, List<String>> query, Map<String, List<String>> headers, SdkBytes body) {

    /** The first value of a header, by any case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    public String text() {
        return body.asUtf8String();
    }

    Inbound path(String other) {
        return new Inbound(method, other, query, headers, body);
    }

    Inbound body(SdkBytes other) {
        return new Inbound(method, path, query, headers, other);
    }

    /** {@code a=1&b=2}, of a query string or of a form. */
    static Map<String, List<String>> pairs(String encoded) {
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                pairs.computeIfAbsent(decoded(name), key -> new ArrayList<>()).add(decoded(value));
            }
        }
        return pairs;
    }

    static String decoded(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
