package io.kinexus.operator.sandbox.door;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Content;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.utils.builder.Buildable;

/** REST with XML bodies: S3 and Route 53. */
final class RestXmlForm extends RestForm {
    private static final String XML = "application/xml";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final int NO_CONTENT = 204;

    private final String namespace;

    RestXmlForm(WireService service, Class<?> client, String namespace) {
        super(service, client);
        this.namespace = namespace;
    }

    @Override
    SdkPojo fromBody(Operation operation, SdkBytes body) {
        SdkPojo builder = operation.builder();
        Optional<SdkField<?>> payload = payload(builder);
        if (payload.isEmpty()) {
            XmlReader.fill(builder, XmlReader.parse(body));
            return builder;
        }
        SdkField<?> field = payload.get();
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            SdkPojo inner = field.constructor().get();
            XmlReader.fill(inner, XmlReader.parse(body));
            field.set(builder, ((Buildable) inner).build());
        } else {
            field.set(builder, field.marshallingType() == MarshallingType.SDK_BYTES ? body : body.asUtf8String());
        }
        return builder;
    }

    @Override
    public Reply write(Operation operation, AwsResponse answer, String requestId) {
        Map<String, String> headers = headers(answer);
        SdkBytes body = answerBody(operation, answer);
        boolean empty = body.asByteArrayUnsafe().length == 0;
        headers.putIfAbsent("Content-Type", XML);
        boolean deleted = empty && operation.binding().httpMethod().name().equals("DELETE");
        return new Reply(deleted ? NO_CONTENT : Reply.OK, headers, body);
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
        if (service() != WireService.S3) {
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
