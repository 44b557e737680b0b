package io.kinexus.operator.sandbox.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.sandbox.AwsFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;

class BodiesTest {
    private static final Map<String, List<String>> CHUNKED =
            Map.of("x-amz-content-sha256", List.of("STREAMING-UNSIGNED-PAYLOAD-TRAILER"));
    private static final Map<String, List<String>> ZIPPED = Map.of("content-encoding", List.of("gzip"));

    @Test
    void chunksOfS3AreJoinedAndTheirTrailersLeftOut() {
        String body = "5;chunk-signature=abc\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n";
        assertThat(decoded(CHUNKED, SdkBytes.fromUtf8String(body), WireService.S3))
                .isEqualTo("hello world");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no size", "zz\r\nhello\r\n", "9\r\nhello\r\n"})
    void brokenChunksAreRefused(String body) {
        assertThatThrownBy(() -> decoded(CHUNKED, SdkBytes.fromUtf8String(body), WireService.S3))
                .isInstanceOf(AwsFault.class);
    }

    @Test
    void aCompressedRequestIsUnpacked() throws IOException {
        assertThat(decoded(ZIPPED, zipped("Action=PutMetricData"), WireService.CLOUDWATCH))
                .isEqualTo("Action=PutMetricData");
        assertThatThrownBy(() -> decoded(ZIPPED, SdkBytes.fromUtf8String("plain"), WireService.CLOUDWATCH))
                .isInstanceOf(AwsFault.class);
    }

    @Test
    void aCompressedObjectStaysAsItIs() throws IOException {
        SdkBytes object = zipped("hello");
        Inbound request = new Inbound("PUT", "/b/k", Map.of(), ZIPPED, object);
        assertThat(Bodies.decoded(request, WireService.S3).body()).isEqualTo(object);
    }

    @Test
    void theBucketOfTheHostGoesIntoThePath() {
        assertThat(path("logs.localhost:4566")).isEqualTo("/logs/key");
        assertThat(path("logs.s3.eu-west-1.amazonaws.com")).isEqualTo("/logs/key");
        assertThat(path("my.logs.s3.amazonaws.com")).isEqualTo("/my.logs/key");
        assertThat(path("s3.eu-west-1.amazonaws.com")).isEqualTo("/key");
        assertThat(path("127.0.0.1:4566")).isEqualTo("/key");
        assertThat(path("localhost:4566")).isEqualTo("/key");
    }

    private static String path(String host) {
        Map<String, List<String>> headers = Map.of("host", List.of(host));
        return VirtualHost.inPath(new Inbound("GET", "/key", Map.of(), headers, SdkBytes.fromUtf8String("")))
                .path();
    }

    private static String decoded(Map<String, List<String>> headers, SdkBytes body, WireService service) {
        return Bodies.decoded(new Inbound("PUT", "/b/k", Map.of(), headers, body), service)
                .text();
    }

    private static SdkBytes zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }
}
