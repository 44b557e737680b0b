package io.kinexus.operator.sandbox.door;

import io.kinexus.operator.sandbox.AwsFault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * S3's own chunked uploads: {@code size;chunk-signature=..} before each chunk, trailers after the last one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Transferring payload in chunks</a>
 */
final class AwsChunks {
    private static final int HEX = 16;

    private AwsChunks() {}

    static boolean in(Inbound request) {
        return request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-");
    }

    static byte[] joined(byte[] body) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(body.length);
        int at = 0;
        while (at < body.length) {
            int end = lineEnd(body, at);
            int size = size(new String(body, at, end - at, StandardCharsets.US_ASCII));
            if (size == 0) {
                break;
            }
            if (end + 2 + size > body.length) {
                throw AwsFault.badRequest("IncompleteBody", "The last chunk is shorter than it says.");
            }
            joined.write(body, end + 2, size);
            at = end + 2 + size + 2;
        }
        return joined.toByteArray();
    }

    private static int lineEnd(byte[] body, int from) {
        for (int i = from; i + 1 < body.length; i++) {
            if (body[i] == '\r' && body[i + 1] == '\n') {
                return i;
            }
        }
        throw AwsFault.badRequest("IncompleteBody", "A chunk has no size.");
    }

    private static int size(String line) {
        try {
            return Integer.parseInt(line.split(";", 2)[0].trim(), HEX);
        } catch (NumberFormatException e) {
            throw AwsFault.badRequest("InvalidChunkSizeError", "Not the size of a chunk: " + line);
        }
    }
}
