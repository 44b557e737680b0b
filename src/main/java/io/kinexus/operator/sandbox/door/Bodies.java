package io.kinexus.operator.sandbox.door;

import io.kinexus.operator.sandbox.AwsFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.core.SdkBytes;

/** Bodies as they were before the client wrapped them for the way. */
final class Bodies {
    private Bodies() {}

    /**
     * S3's uploads come in chunks of its own; an object's encoding there is part of the object. Other services take
     * compressed requests, as CloudWatch's clients send them when they are large.
     */
    static Inbound decoded(Inbound request, WireService service) {
        if (service == WireService.S3) {
            return AwsChunks.in(request)
                    ? request.body(SdkBytes.fromByteArrayUnsafe(
                            AwsChunks.joined(request.body().asByteArrayUnsafe())))
                    : request;
        }
        return request.header("content-encoding").equals(Optional.of("gzip"))
                ? request.body(unzipped(request.body()))
                : request;
    }

    private static SdkBytes unzipped(SdkBytes body) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body.asByteArrayUnsafe()))) {
            return SdkBytes.fromByteArrayUnsafe(in.readAllBytes());
        } catch (IOException e) {
            throw AwsFault.badRequest("SerializationException", "The body is not gzip: " + e.getMessage());
        }
    }
}
