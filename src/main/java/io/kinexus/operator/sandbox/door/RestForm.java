package io.kinexus.operator.sandbox.door;

import io.kinexus.operator.sandbox.Content;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.PayloadTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * What the REST protocols share: the route tells the operation, and path, query and headers carry the members that the model
 * says. What the body carries is each one's own.
 */
abstract class RestForm implements WireForm {
    private final WireService service;
    private final List<RestRoute> routes;

    RestForm(WireService service, Class<?> client) {
        this.service = service;
        this.routes = RestRoute.of(service, client);
    }

    WireService service() {
        return service;
    }

    /** The operation whose template fits best: the one with most of its own query parameters and headers there. */
    Optional<Operation> operation(Inbound request) {
        return route(request).map(RestRoute::operation);
    }

    private Optional<RestRoute> route(Inbound request) {
        return routes.stream()
                .filter(route -> route.fit(request).isPresent())
                .max(Comparator.comparing(
                                (RestRoute route) -> route.fit(request).orElse(0))
                        .thenComparing(route -> -route.operation().name().length()));
    }

    /** The operation's builder with the members that the body carries; without a body, as it comes. */
    abstract SdkPojo fromBody(Operation operation, SdkBytes body);

    @Override
    public final AwsRequest read(Inbound request, Operation operation) {
        Map<String, String> path = route(request)
                .flatMap(route -> route.parameters(request.path()))
                .orElseThrow();
        boolean streamed = operation.binding().hasStreamingInput();
        boolean inBody = !streamed && request.body().asByteArrayUnsafe().length > 0;
        SdkPojo builder = inBody ? fromBody(operation, request.body()) : operation.builder();
        for (SdkField<?> field : builder.sdkFields()) {
            outside(field, path, request).ifPresent(value -> field.set(builder, value));
        }
        AwsRequest read = Operation.built(builder);
        return streamed ? Content.with(read, request.body()) : read;
    }

    private static Optional<Object> outside(SdkField<?> field, Map<String, String> path, Inbound request) {
        return switch (field.location()) {
            case PATH, GREEDY_PATH ->
                Optional.ofNullable(path.get(field.locationName())).map(text -> Scalars.parse(field, text));
            case QUERY_PARAM -> query(field, request.query().getOrDefault(field.locationName(), List.of()));
            case HEADER -> header(field, request);
            default -> Optional.empty();
        };
    }

    private static Optional<Object> query(SdkField<?> field, List<String> values) {
        if (field.marshallingType() == MarshallingType.LIST) {
            return values.isEmpty() ? Optional.empty() : Optional.of(values);
        }
        return values.stream().findFirst().map(text -> Scalars.parse(field, text));
    }

    private static Optional<Object> header(SdkField<?> field, Inbound request) {
        if (field.marshallingType() == MarshallingType.MAP) {
            String prefix = field.locationName().toLowerCase(Locale.ROOT);
            Map<String, String> named = new LinkedHashMap<>();
            request.headers().forEach((name, values) -> {
                if (name.startsWith(prefix)) {
                    named.put(name.substring(prefix.length()), values.get(0));
                }
            });
            return named.isEmpty() ? Optional.empty() : Optional.of(named);
        }
        Optional<String> sent = request.header(field.locationName());
        return field.marshallingType() == MarshallingType.LIST
                ? sent.map(text -> Arrays.asList(text.split("\\s*,\\s*")))
                : sent.map(text -> Scalars.parse(field, text));
    }

    /** The member that is the whole body, where there is one. */
    static Optional<SdkField<?>> payload(SdkPojo pojo) {
        return pojo.sdkFields().stream()
                .filter(f -> f.containsTrait(PayloadTrait.class))
                .findFirst();
    }

    /** The answer's members that travel as headers; can be added to. */
    static Map<String, String> headers(AwsResponse answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (SdkField<?> field : answer.sdkFields()) {
            Object value = field.getValueOrDefault(answer);
            if (field.location() == MarshallLocation.HEADER && value != null) {
                header(headers, field, value);
            }
        }
        return headers;
    }

    private static void header(Map<String, String> headers, SdkField<?> field, Object value) {
        if (value instanceof Map<?, ?> map && !(map instanceof SdkAutoConstructMap<?, ?>)) {
            map.forEach((name, text) -> headers.put(field.locationName() + name, String.valueOf(text)));
        } else if (value instanceof List<?> list && !(list instanceof SdkAutoConstructList<?>)) {
            headers.put(field.locationName(), list.stream().map(String::valueOf).collect(Collectors.joining(",")));
        } else if (!(value instanceof Map<?, ?>) && !(value instanceof List<?>)) {
            headers.put(field.locationName(), Scalars.text(field, value));
        }
    }
}
