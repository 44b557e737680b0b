package io.kinexus.operator.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * What is streamed beside a request or an answer: an object's bytes, which are no member of {@code PutObjectRequest} or
 * {@code GetObjectResponse}. Carried where the SDK itself has room for it.
 */
public final class Content {
    private static final ExecutionAttribute<SdkBytes> SENT = new ExecutionAttribute<>("KinexusSandboxContent");
    private static final SdkBytes NOTHING = SdkBytes.fromByteArray(new byte[0]);
    private static final int OK = 200;

    private Content() {}

    /** The request with its body, as a door hands it in. */
    public static AwsRequest with(AwsRequest request, SdkBytes body) {
        return request.toBuilder()
                .overrideConfiguration(c -> c.putExecutionAttribute(SENT, body))
                .build();
    }

    /** What came with the request; empty when nothing did. */
    public static SdkBytes of(AwsRequest request) {
        return request.overrideConfiguration()
                .flatMap(c -> c.executionAttributes().getOptionalAttribute(SENT))
                .orElse(NOTHING);
    }

    /** A handler's answer with its body. */
    @SuppressWarnings("unchecked") // a copy has the type of what it copies
    public static <R extends AwsResponse> R with(R answer, SdkBytes body) {
        SdkHttpFullResponse http = SdkHttpFullResponse.builder()
                .statusCode(OK)
                .content(AbortableInputStream.create(new ByteArrayInputStream(body.asByteArray())))
                .build();
        return (R) answer.toBuilder().sdkHttpResponse(http).build();
    }

    /** What goes with the answer; empty when nothing does. Can be read once. */
    public static SdkBytes of(AwsResponse answer) {
        if (answer.sdkHttpResponse() instanceof SdkHttpFullResponse full) {
            return full.content().map(Content::all).orElse(NOTHING);
        }
        return NOTHING;
    }

    private static SdkBytes all(AbortableInputStream stream) {
        try (stream) {
            return SdkBytes.fromByteArrayUnsafe(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
