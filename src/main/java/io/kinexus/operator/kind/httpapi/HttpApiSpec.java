package io.kinexus.operator.kind.httpapi;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One HTTP API, without its parts.
 *
 * @param name 1 to 128 characters; AWS lets several have the same
 * @param cors which web pages elsewhere may call it; none when empty
 */
public record HttpApiSpec(String name, Optional<Cors> cors) implements Spec {

    /**
     * Cross-origin requests.
     *
     * @param origins {@code *} or origins with their scheme
     * @param methods {@code *} or methods
     * @param headers in the form of the request; none when empty
     * @param maxAge in seconds; 0 leaves it to the browser
     */
    public record Cors(
            List<String> origins, List<String> methods, List<String> headers, boolean credentials, int maxAge) {
        public Cors {
            origins = List.copyOf(origins);
            methods = List.copyOf(methods);
            headers = List.copyOf(headers);
        }
    }

    <T> T cors(Function<Cors, T> value, T none) {
        return cors.map(value).orElse(none);
    }
}
