package io.kinexus.operator.sandbox.door;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;

/**
 * REST with JSON bodies: Lambda, API Gateway, Backup and EventBridge Scheduler.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html">restJson1</a>
 */
final class RestJsonForm extends RestForm {
    private static final String JSON = "application/json";
    private static final int NO_CONTENT = 204;
    private static final SdkBytes NOTHING = SdkBytes.fromByteArray(new byte[0]);

    private final SuccessCodes codes;

    RestJsonForm(WireService service, Class<?> client) {
        super(service, client);
        this.codes = SuccessCodes.of(service);
    }

    @Override
    SdkPojo fromBody(Operation operation, SdkBytes body) {
        SdkPojo builder = operation.builder();
        Optional<SdkField<?>> bytes =
                payload(builder).filter(field -> field.marshallingType() == MarshallingType.SDK_BYTES);
        if (bytes.isPresent()) {
            bytes.get().set(builder, body);
            return builder;
        }
        return JsonForm.builder(body.asByteArrayUnsafe(), operation);
    }

    /** With the status that the answer itself carries, as Invoke's does, or the one of the service's model. */
    @Override
    public Reply write(Operation operation, AwsResponse answer, String requestId) {
        Map<String, String> headers = headers(answer);
        headers.putIfAbsent("Content-Type", JSON);
        int status = answer.sdkFields().stream()
                .filter(field -> field.location() == MarshallLocation.STATUS_CODE)
                .map(field -> field.getValueOrDefault(answer))
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast)
                .findFirst()
                .orElseGet(() -> codes.of(operation.name()));
        return new Reply(status, headers, status == NO_CONTENT ? NOTHING : body(answer));
    }

    private static SdkBytes body(AwsResponse answer) {
        Optional<SdkField<?>> payload = payload(answer);
        if (payload.isPresent() && payload.get().marshallingType() == MarshallingType.SDK_BYTES) {
            return payload.get().getValueOrDefault(answer) instanceof SdkBytes bytes ? bytes : NOTHING;
        }
        boolean members = answer.sdkFields().stream().anyMatch(f -> f.location() == MarshallLocation.PAYLOAD);
        return members ? SdkBytes.fromByteArrayUnsafe(JsonForm.json(answer)) : NOTHING;
    }

    @Override
    public Reply fault(AwsFault fault, String requestId) {
        return Reply.of(fault.status(), JSON, JsonForm.error(fault.code(), fault))
                .with("X-Amzn-Errortype", fault.code());
    }
}
