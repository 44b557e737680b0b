package io.kinexus.operator.sandbox.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;

class CborTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            // Examples of RFC 8949, appendix A, each as the value of "a".
            value = {
                "a1 61 61 00                         | 0",
                "a1 61 61 18 64                      | 100",
                "a1 61 61 1a 00 0f 42 40             | 1000000",
                "a1 61 61 1b 00 00 00 e8 d4 a5 10 00 | 1000000000000",
                "a1 61 61 38 63                      | -100",
                "a1 61 61 f9 3e 00                   | 1.5",
                "a1 61 61 fa 47 c3 50 00             | 100000.0",
                "a1 61 61 fb 3f f1 99 99 99 99 99 9a | 1.1",
                "a1 61 61 f5                         | true",
                "a1 61 61 f6                         | null",
                "a1 61 61 c1 1a 51 4b 67 b0          | 1363896240",
                "a1 61 61 62 c3 bc                   | ü",
                "a1 61 61 7f 65 73 74 72 65 61 64 6d 69 6e 67 ff | streaming",
                "a1 61 61 9f 01 82 02 03 ff          | [1, [2, 3]]",
                "bf 61 61 bf 61 62 02 ff ff          | {b=2}",
                "a1 61 61 44 01 02 03 04             | AQIDBA==",
            })
    void whatTheStandardShowsIsRead(String hex, String value) {
        Map<?, ?> read = CborReader.map(HexFormat.of().parseHex(hex.replace(" ", "")));
        assertThat(String.valueOf(read.get("a"))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"a1", "a16161", "00", "a161619bffffffffffffffff", "7f", "a161611c"})
    void whatIsCutOffOrNoMapIsRefused(String hex) {
        assertThatThrownBy(() -> CborReader.map(HexFormat.of().parseHex(hex))).isInstanceOf(AwsFault.class);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Map<String, Object> value = Map.of(
                "text", "x".repeat(300),
                "list", List.of(1, -70_000, 5_000_000_000L),
                "flag", false,
                "decimal", 0.25,
                "bytes", SdkBytes.fromUtf8String("hi"),
                "time", Instant.ofEpochMilli(1500));
        assertThat(CborReader.map(CborWriter.write(value)))
                .isEqualTo(Map.of(
                        "text",
                        "x".repeat(300),
                        "list",
                        List.of(1L, -70_000L, 5_000_000_000L),
                        "flag",
                        false,
                        "decimal",
                        0.25,
                        "bytes",
                        "aGk=",
                        "time",
                        1.5));
    }

    @Test
    void cloudWatchAnswersInTheProtocolThatItIsAskedIn() throws Exception {
        try (HttpDoor door = HttpDoor.open(new Sandbox(SandboxScript.plain()), 0)) {
            Map<String, Object> alarm = Map.of(
                    "AlarmName", "a",
                    "MetricName", "m",
                    "Namespace", "n",
                    "Statistic", "Average",
                    "Period", 60,
                    "EvaluationPeriods", 1,
                    "Threshold", 1.5,
                    "ComparisonOperator", "GreaterThanThreshold");
            assertThat(call(door, "PutMetricAlarm", alarm).statusCode()).isEqualTo(200);
            Map<?, ?> found =
                    CborReader.map(call(door, "DescribeAlarms", Map.of()).body());
            assertThat(String.valueOf(found.get("MetricAlarms"))).contains("AlarmName=a", "Threshold=1.5");
            HttpResponse<byte[]> missing = call(door, "GetDashboard", Map.of("DashboardName", "none"));
            assertThat(missing.statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(missing.headers().firstValue("smithy-protocol")).contains("rpc-v2-cbor");
            assertThat(CborReader.map(missing.body()).containsKey("__type")).isTrue();
        }
    }

    private static HttpResponse<byte[]> call(HttpDoor door, String action, Map<String, Object> members)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        door.uri().resolve("/service/GraniteServiceVersion20100801/operation/" + action))
                .header("smithy-protocol", "rpc-v2-cbor")
                .header("Content-Type", "application/cbor")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=123456789012/20260105/us-east-1/monitoring/aws4_request, x")
                .POST(HttpRequest.BodyPublishers.ofByteArray(CborWriter.write(members)))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
}
