package io.kinexus.operator.sandbox.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.sandbox.AwsFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ClientEndpointProvider;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.client.config.SdkClientOption;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.protocols.core.OperationInfo;
import software.amazon.awssdk.protocols.json.AwsJsonProtocol;
import software.amazon.awssdk.protocols.json.AwsJsonProtocolFactory;
import software.amazon.awssdk.protocols.json.BaseAwsJsonProtocolFactory;
import software.amazon.awssdk.protocols.json.JsonOperationMetadata;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/**
 * AWS JSON 1.0 and 1.1. The SDK does the work the other way round: its response reader reads a request, and its request
 * writer writes an answer, since both only walk {@link SdkPojo#sdkFields}.
 */
final class JsonForm implements WireForm {
    static final String JSON = "application/x-amz-json-1.1";

    private static final BaseAwsJsonProtocolFactory SDK = AwsJsonProtocolFactory.builder()
            .clientConfiguration(SdkClientConfiguration.builder()
                    .option(
                            SdkClientOption.CLIENT_ENDPOINT_PROVIDER,
                            ClientEndpointProvider.forEndpointOverride(URI.create("http://localhost")))
                    .build())
            .defaultServiceExceptionSupplier(AwsServiceException::builder)
            .protocol(AwsJsonProtocol.AWS_JSON)
            .protocolVersion("1.1")
            .build();

    private static final Map<String, String> SHAPES = Map.of(
            "AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist",
            "QueueAlreadyExists", "QueueNameExists");

    private static final ObjectMapper TEXT = new ObjectMapper();

    private static final JsonOperationMetadata PLAIN = JsonOperationMetadata.builder()
            .isPayloadJson(true)
            .hasStreamingSuccessResponse(false)
            .build();

    private static final OperationInfo ANSWER = OperationInfo.builder()
            .requestUri("/")
            .httpMethod(SdkHttpMethod.POST)
            .hasExplicitPayloadMember(false)
            .hasImplicitPayloadMembers(true)
            .hasPayloadMembers(true)
            .putAdditionalMetadata(BaseAwsJsonProtocolFactory.GENERATES_BODY, true)
            .build();

    @Override
    public AwsRequest read(Inbound request, Operation operation) {
        return read(request.body().asByteArrayUnsafe(), operation);
    }

    /** The operation's builder, filled. */
    static SdkPojo builder(byte[] json, Operation operation) {
        return (SdkPojo) read(json, operation).toBuilder();
    }

    /** @param json an object with the operation's members by their names on the wire */
    static AwsRequest read(byte[] json, Operation operation) {
        SdkHttpFullResponse asAnswer = SdkHttpFullResponse.builder()
                .statusCode(Reply.OK)
                .putHeader("Content-Type", JSON)
                .content(AbortableInputStream.create(new ByteArrayInputStream(json)))
                .build();
        try {
            return (AwsRequest) SDK.<SdkPojo>createResponseHandler(PLAIN, pojo -> operation.builder())
                    .handle(asAnswer, new ExecutionAttributes());
        } catch (AwsFault fault) {
            throw fault;
        } catch (Exception e) {
            throw AwsFault.badRequest(
                    "SerializationException", "the body is not " + operation.name() + "'s JSON: " + e);
        }
    }

    @Override
    public Reply write(Operation operation, AwsResponse answer, String requestId) {
        return Reply.of(Reply.OK, JSON, json(answer));
    }

    static byte[] json(AwsResponse answer) {
        return SDK.createProtocolMarshaller(ANSWER)
                .marshall(withLists(answer))
                .contentStreamProvider()
                .map(JsonForm::bytes)
                .orElseGet(() -> "{}".getBytes(StandardCharsets.UTF_8));
    }

    /** Lists that the handler did not set are empty lists at the top of an answer, as AWS writes them. */
    private static SdkPojo withLists(AwsResponse answer) {
        SdkPojo builder = (SdkPojo) ((ToCopyableBuilder<?, ?>) answer).toBuilder();
        for (SdkField<?> field : answer.sdkFields()) {
            if (field.getValueOrDefault(answer) instanceof SdkAutoConstructList<?>) {
                field.set(builder, List.of());
            }
        }
        return Operation.answer(builder);
    }

    /**
     * Services that once spoke Query name an error twice: the shape in the body, the old code in a header.
     *
     * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#awsquerycompatible-trait">awsQueryCompatible</a>
     */
    @Override
    public Reply fault(AwsFault fault, String requestId) {
        String shape = SHAPES.getOrDefault(fault.code(), fault.code());
        Reply reply = Reply.of(fault.status(), JSON, error(shape, fault)).with("X-Amzn-Errortype", shape);
        return shape.equals(fault.code()) ? reply : reply.with("x-amzn-query-error", fault.code() + ";Sender");
    }

    static byte[] error(String shape, AwsFault fault) {
        try {
            return TEXT.writeValueAsBytes(Map.of("__type", shape, "message", fault.text()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(ContentStreamProvider content) {
        try (var stream = content.newStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
