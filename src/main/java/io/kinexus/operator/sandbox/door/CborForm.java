package io.kinexus.operator.sandbox.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.sandbox.AwsFault;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/**
 * Smithy RPC v2 with CBOR, which newer SDKs speak to CloudWatch.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2 CBOR</a>
 */
final class CborForm implements WireForm {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CBOR = "application/cbor";
    private static final Pattern PATH = Pattern.compile("/service/[^/]+/operation/([^/]+)");

    /** Empty when the request is not of this protocol. */
    static Optional<String> operation(Inbound request) {
        Matcher path = PATH.matcher(request.path());
        return request.header("smithy-protocol").isPresent() && path.matches()
                ? Optional.of(path.group(1))
                : Optional.empty();
    }

    @Override
    public AwsRequest read(Inbound request, Operation operation) {
        try {
            Map<?, ?> members = CborReader.map(request.body().asByteArrayUnsafe());
            return JsonForm.read(JSON.writeValueAsBytes(members), operation);
        } catch (JsonProcessingException e) {
            throw AwsFault.badRequest("SerializationException", "The body is not " + operation.name() + "'s: " + e);
        }
    }

    @Override
    public Reply write(Operation operation, AwsResponse answer, String requestId) {
        return Reply.of(Reply.OK, CBOR, CborWriter.write(answer)).with("smithy-protocol", "rpc-v2-cbor");
    }

    @Override
    public Reply fault(AwsFault fault, String requestId) {
        byte[] body = CborWriter.write(Map.of("__type", fault.code(), "message", fault.text()));
        return Reply.of(fault.status(), CBOR, body)
                .with("smithy-protocol", "rpc-v2-cbor")
                .with("x-amzn-query-error", fault.code() + ";Sender");
    }
}
