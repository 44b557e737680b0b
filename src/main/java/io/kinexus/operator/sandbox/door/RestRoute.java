package io.kinexus.operator.sandbox.door;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.RequiredTrait;

/**
 * Method and URI template of one REST operation: {@code PUT /{Bucket}?policy}, {@code GET /2013-04-01/hostedzone/{Id}}.
 *
 * @param segments of the path; a last one of the form {@code {Key+}} takes all that is left
 * @param literals query parameters that belong to the template
 */
record RestRoute(Operation operation, String method, List<String> segments, Map<String, List<String>> literals) {

    /** All of a service's operations, from the methods of its client. */
    static List<RestRoute> of(WireService service, Class<?> client) {
        return Arrays.stream(client.getMethods())
                .map(Method::getParameterTypes)
                .filter(types -> types.length > 0 && AwsRequest.class.isAssignableFrom(types[0]))
                .map(types -> types[0].getSimpleName())
                .distinct()
                .sorted()
                .map(name -> name.substring(0, name.length() - "Request".length()))
                .flatMap(name -> Operation.of(service, name).stream())
                .map(RestRoute::of)
                .toList();
    }

    private static RestRoute of(Operation operation) {
        var binding = operation.binding();
        String[] uri = binding.requestUri().split("\\?", 2);
        List<String> template = segments(uri[0]);
        // S3's templates leave the bucket out, since the SDK puts it into the host or the path by the endpoint.
        boolean inBucket = operation.service() == WireService.S3
                && operation.builder().sdkFields().stream()
                        .anyMatch(f -> f.location() == MarshallLocation.PATH
                                && f.locationName().equals("Bucket"));
        List<String> segments = inBucket
                ? Stream.concat(Stream.of("{Bucket}"), template.stream()).toList()
                : template;
        return new RestRoute(
                operation, binding.httpMethod().name(), segments, uri.length > 1 ? Inbound.pairs(uri[1]) : Map.of());
    }

    /** How closely the request fits; empty when it does not. */
    Optional<Integer> fit(Inbound request) {
        if (!method.equals(request.method()) || parameters(request.path()).isEmpty()) {
            return Optional.empty();
        }
        int fit = 0;
        for (Map.Entry<String, List<String>> literal : literals.entrySet()) {
            if (!literal.getValue().equals(request.query().get(literal.getKey()))) {
                return Optional.empty();
            }
            fit++;
        }
        for (SdkField<?> field : operation.builder().sdkFields()) {
            if (field.containsTrait(RequiredTrait.class)) {
                Optional<Boolean> sent = sent(field, request);
                if (sent.isPresent() && !sent.get()) {
                    return Optional.empty();
                }
                fit += sent.isPresent() ? 1 : 0;
            }
        }
        return Optional.of(
                fit + (int) segments.stream().filter(s -> !s.startsWith("{")).count());
    }

    private static Optional<Boolean> sent(SdkField<?> field, Inbound request) {
        return switch (field.location()) {
            case QUERY_PARAM -> Optional.of(request.query().containsKey(field.locationName()));
            case HEADER -> Optional.of(request.header(field.locationName()).isPresent());
            default -> Optional.empty();
        };
    }

    /** The path's parameters by name, decoded; empty when the path is not of this template. */
    Optional<Map<String, String>> parameters(String path) {
        List<String> parts = segments(path);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String template = segments.get(i);
            if (i >= parts.size()) {
                return Optional.empty();
            }
            if (template.endsWith("+}")) {
                String rest = String.join("/", parts.subList(i, parts.size()));
                parameters.put(template.substring(1, template.length() - 2), decoded(rest));
                return Optional.of(parameters);
            }
            if (template.startsWith("{")) {
                parameters.put(template.substring(1, template.length() - 1), decoded(parts.get(i)));
            } else if (!template.equals(parts.get(i))) {
                return Optional.empty();
            }
        }
        return parts.size() == segments.size() ? Optional.of(parameters) : Optional.empty();
    }

    private static List<String> segments(String path) {
        String inner = path.replaceAll("^/+|/+$", "");
        return inner.isEmpty() ? List.of() : List.of(inner.split("/"));
    }

    /** A plus sign in a path is a plus sign. */
    private static String decoded(String text) {
        return Inbound.decoded(text.replace("+", "%2B"));
    }
}
