package io.kinexus.operator.sandbox.door;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Content;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
import software.amazon.awssdk.utils.builder.Buildable;

/** REST with XML bodies: S3 and Route 53. Path, query, headers and body each carry the members that the model says. */
final class RestXmlForm implements WireForm {
    private static final String XML = "application/xml";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final int NO_CONTENT = 204;

    private final WireService service;
    private final String namespace;
    private final List<RestRoute> routes;

    RestXmlForm(WireService service, Class<?> client, String namespace) {
        this.service = service;
        this.namespace = namespace;
        this.routes = RestRoute.of(service, client);
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

    @Override
    public AwsRequest read(Inbound request, Operation operation) {
        Map<String, String> path = route(request)
                .flatMap(route -> route.parameters(request.path()))
                .orElseThrow();
        SdkPojo builder = operation.builder();
        for (SdkField<?> field : builder.sdkFields()) {
            outside(field, path, request).ifPresent(value -> field.set(builder, value));
        }
        if (operation.binding().hasStreamingInput()) {
            return Content.with(Operation.built(builder), request.body());
        }
        body(builder, request.body());
        return Operation.built(builder);
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

    private static void body(SdkPojo builder, SdkBytes body) {
        if (body.asByteArrayUnsafe().length == 0) {
            return;
        }
        Optional<SdkField<?>> payload = payload(builder);
        if (payload.isEmpty()) {
            XmlReader.fill(builder, XmlReader.parse(body));
            return;
        }
        SdkField<?> field = payload.get();
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            SdkPojo inner = field.constructor().get();
            XmlReader.fill(inner, XmlReader.parse(body));
            field.set(builder, ((Buildable) inner).build());
        } else {
            field.set(builder, field.marshallingType() == MarshallingType.SDK_BYTES ? body : body.asUtf8String());
        }
    }

    private static Optional<SdkField<?>> payload(SdkPojo pojo) {
        return pojo.sdkFields().stream()
                .filter(f -> f.containsTrait(PayloadTrait.class))
                .findFirst();
    }

    @Override
    public Reply write(Operation operation, AwsResponse answer, String requestId) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (SdkField<?> field : answer.sdkFields()) {
            Object value = field.getValueOrDefault(answer);
            if (field.location() == MarshallLocation.HEADER && value != null) {
                header(headers, field, value);
            }
        }
        SdkBytes body = answerBody(operation, answer);
        boolean empty = body.asByteArrayUnsafe().length == 0;
        headers.putIfAbsent("Content-Type", XML);
        boolean deleted = empty && operation.binding().httpMethod().name().equals("DELETE");
        return new Reply(deleted ? NO_CONTENT : Reply.OK, headers, body);
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

    private SdkBytes answerBody(Operation operation, AwsResponse answer) {
        Optional<SdkField<?>> payload = payload(answer);
        if (payload.isPresent()) {
            return explicit(payload.get(), payload.get().getValueOrDefault(answer));
        }
        boolean members = answer.sdkFields().stream().anyMatch(f -> f.location() == MarshallLocation.PAYLOAD);
        if (!members) {
            return Content.of(answer);
        }
        String root = operation.name() + "Result";
        return SdkBytes.fromUtf8String(HEAD
                + new XmlText()
                        .open(root + " xmlns=\"" + namespace + "\"")
                        .members(answer)
                        .close(root));
    }

    /** A member that is the whole body: a structure as XML, text as it is. */
    private SdkBytes explicit(SdkField<?> field, @Nullable Object value) {
        String name = field.unmarshallLocationName();
        if (name.equals("LocationConstraint")) {
            // S3's only answer whose root element holds text; us-east-1 is an empty one.
            String text = value == null ? "" : String.valueOf(value);
            return SdkBytes.fromUtf8String(HEAD + new XmlText().leaf(name + " xmlns=\"" + namespace + "\"", text));
        }
        if (value instanceof SdkPojo inner) {
            return SdkBytes.fromUtf8String(HEAD
                    + new XmlText()
                            .open(name + " xmlns=\"" + namespace + "\"")
                            .members(inner)
                            .close(name));
        }
        return value instanceof SdkBytes bytes ? bytes : SdkBytes.fromUtf8String(value == null ? "" : value.toString());
    }

    @Override
    public Reply fault(AwsFault fault, String requestId) {
        if (service != WireService.S3) {
            return Reply.of(fault.status(), XML, QueryForm.error(fault, requestId));
        }
        XmlText xml = new XmlText()
                .open("Error")
                .leaf("Code", fault.code())
                .leaf("Message", fault.text())
                .leaf("RequestId", requestId)
                .leaf("HostId", "sandbox")
                .close("Error");
        return Reply.of(fault.status(), XML, HEAD + xml);
    }
}
