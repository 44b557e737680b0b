package io.kinexus.operator.rollout.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.kinexus.operator.aws.Session;
import io.kinexus.operator.core.policy.Contents;
import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Verification.Check;
import io.kinexus.operator.core.rollout.Verification.Result;
import io.kinexus.operator.support.SandboxDoor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.GetDownloadUrlForLayerRequest;
import software.amazon.awssdk.services.ecr.model.GetDownloadUrlForLayerResponse;
import software.amazon.awssdk.services.ecr.model.Image;

/** Images of one processor alone, which the sandbox has none of: what they were built for is in a blob of their own. */
class ManifestTest {
    private static final String SINGLE = "{\"schemaVersion\":2,\"config\":{\"digest\":\"sha256:c0\"},\"layers\":[]}";

    private HttpServer blobs = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @BeforeEach
    void start() {
        blobs.start();
    }

    @AfterEach
    void stop() {
        blobs.stop(0);
    }

    private final class Registry implements EcrClient {
        @Override
        public BatchGetImageResponse batchGetImage(BatchGetImageRequest request) {
            return BatchGetImageResponse.builder()
                    .images(Image.builder()
                            .imageId(i -> i.imageDigest("sha256:ab"))
                            .imageManifest(SINGLE)
                            .build())
                    .build();
        }

        @Override
        public GetDownloadUrlForLayerResponse getDownloadUrlForLayer(GetDownloadUrlForLayerRequest request) {
            return GetDownloadUrlForLayerResponse.builder()
                    .downloadUrl("http://127.0.0.1:" + blobs.getAddress().getPort() + "/" + request.layerDigest())
                    .build();
        }

        @Override
        public String serviceName() {
            return "ecr";
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @CsvSource({
        "amd64,PASSED,sha256:ab for linux/amd64",
        "arm64,FAILED,the image is built for linux/arm64 and the tasks"
    })
    void isFetchedFromWhereTheRegistrySays(String processor, Result result, String said) {
        blobs.createContext("/sha256:c0", exchange -> {
            byte[] body =
                    ("{\"os\":\"linux\",\"architecture\":\"" + processor + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        Check image = image();
        assertThat(image.result()).isEqualTo(result);
        assertThat(image.said()).startsWith(said);
    }

    @Test
    void aBlobThatCannotBeFetchedIsNotChecked() {
        Check image = image();
        assertThat(image.result()).isEqualTo(Result.NOT_CHECKED);
        assertThat(image.said()).startsWith("could not be read: ").doesNotContain("127.0.0.1");
    }

    @Test
    void attestationsAreNoImages() {
        String index = """
            {"manifests": [{"platform": {"os": "linux", "architecture": "arm64"}},
              {"platform": {"os": "unknown", "architecture": "unknown"}}]}\
            """;
        assertThat(Manifest.read(index).platforms()).containsExactly("linux/arm64");
        assertThat(Manifest.read(SINGLE).config()).contains("sha256:c0");
        assertThatThrownBy(() -> Manifest.read("<html>")).isInstanceOf(IllegalArgumentException.class);
    }

    private Check image() {
        Registry registry = new Registry();
        io.kinexus.operator.aws.Clients clients = new io.kinexus.operator.aws.Clients() {
            @Override
            public <C> C client(Class<C> service, String account, String region) {
                return service.cast(registry);
            }
        };
        Scope scope = new Session(SandboxDoor.SETTINGS, clients, Runnable::run).sweep();
        Contents contents = new Contents(Ready.IMAGE + "1", "X86_64", "", Set.of(), 256, 512, 1);
        Place place = new Place(
                "main", "api", "", "app", Set.of(), Set.of(), false, Optional.empty(), List.of(), Duration.ZERO);
        return new Preflight(() -> Instant.EPOCH)
                .verify(scope, Ready.policy(Policy.Strategy.ROLLING, contents, place))
                .checks()
                .get(0);
    }
}
