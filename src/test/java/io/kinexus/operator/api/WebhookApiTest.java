package io.kinexus.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** S-T9, over HTTP: signed deliveries are taken, whatever else is refused, and no more than 1 MiB is read. */
@QuarkusTest
@QuarkusTestResource(RunningApi.class)
class WebhookApiTest {
    private static final int MIB = 1024 * 1024;

    private final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource("/api/v1/webhooks/git")
    private URI address = URI.create("http://localhost");

    @Test
    void aSignedDeliveryIsTakenOnce() throws Exception {
        byte[] body = "{\"ref\":\"refs/heads/main\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(post(body, signature(body))).isEqualTo(202);
        assertThat(post(body, signature(body))).as("replayed").isEqualTo(401);
        byte[] noJson = {0, 1, 2, (byte) 0xff};
        assertThat(post(noJson, signature(noJson))).as("nothing is parsed").isEqualTo(202);
    }

    @Test
    void whatIsNotSignedAsItShouldBeIsRefused() throws Exception {
        byte[] body = "other".getBytes(StandardCharsets.UTF_8);
        String good = signature(body);
        HttpRequest none = HttpRequest.newBuilder(address)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> answer = client.send(none, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(post(body, good.substring(0, good.length() - 2))).isEqualTo(401);
        assertThat(post(body, good.replace("sha256=", "sha1="))).isEqualTo(401);
        assertThat(post("more".getBytes(StandardCharsets.UTF_8), good)).isEqualTo(401);
        HttpRequest admin = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + RunningApi.ADMIN)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        assertThat(client.send(admin, BodyHandlers.discarding()).statusCode())
                .as("a token is no signature")
                .isEqualTo(401);
    }

    @Test
    void oneMebibyteIsTaken() throws Exception {
        byte[] body = new byte[MIB];
        Arrays.fill(body, (byte) 'a');
        assertThat(post(body, signature(body))).isEqualTo(202);
    }

    @Test
    void aLargerBodyIsRefusedByItsLengthBeforeItIsRead() throws Exception {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            head(socket, "Content-Length: " + (MIB + 1));
            assertThat(line(socket)).contains("413");
        }
    }

    @Test
    void aLargerBodyThatDoesNotSayHowLargeItIsIsNotReadToItsEnd() throws Exception {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            head(socket, "Transfer-Encoding: chunked");
            assertThat(chunksUntilRefused(socket)).isLessThan(64);
        }
    }

    /** Up to 64 MiB, in chunks of one. */
    private static int chunksUntilRefused(Socket socket) throws IOException {
        byte[] chunk = new byte[MIB];
        OutputStream out = socket.getOutputStream();
        for (int sent = 0; sent < 64; sent++) {
            try {
                out.write((Integer.toHexString(MIB) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(chunk);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (SocketException closedByTheServer) {
                return sent;
            }
        }
        return 64;
    }

    private static void head(Socket socket, String length) throws IOException {
        String head =
                "POST /api/v1/webhooks/git HTTP/1.1\r\nHost: localhost\r\nX-Gitlab-Token: x\r\n" + length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String line(Socket socket) throws IOException {
        byte[] start = socket.getInputStream().readNBytes(16);
        return new String(start, StandardCharsets.US_ASCII);
    }

    private int post(byte[] body, String signature) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", signature)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static String signature(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(RunningApi.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }
}
