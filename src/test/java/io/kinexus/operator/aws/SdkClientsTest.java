package io.kinexus.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.kinexus.operator.aws.request.UnacceptableRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Against a server that always fails: what is sent how often, and to whom. */
class SdkClientsTest {
    private static final String ACCOUNT = "210987654321";
    private static final int BROKEN = 500;

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private SdkClients clients;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            sent.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " "
                            + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(BROKEN, -1);
            exchange.close();
        });
        server.start();
        clients = new SdkClients(
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
    }

    @AfterEach
    void stop() {
        clients.close();
        server.stop(0);
    }

    private EcsClient ecs() {
        return clients.client(EcsClient.class, ACCOUNT, "eu-central-1");
    }

    @Test
    void aWriteGoesOutOnce() {
        assertThatThrownBy(() -> ecs().createCluster(request -> request.clusterName("main")))
                .isInstanceOf(SdkException.class);
        assertThat(sent).hasSize(1);
    }

    @Test
    void whatAwsWouldRefuseIsNotSent() {
        assertThatThrownBy(() -> ecs().registerTaskDefinition(request -> request.family("api")))
                .isInstanceOf(UnacceptableRequest.class)
                .hasMessageContaining("ecs:RegisterTaskDefinition: containerDefinitions is missing");
        assertThat(sent).isEmpty();
    }

    @Test
    void aFailureTellsOfWhichCallItWas() {
        assertThatThrownBy(() -> ecs().createCluster(request -> request.clusterName("main")))
                .satisfies(failure -> assertThat(CallNamer.action(failure)).contains("ecs:CreateCluster"));
        S3Client s3 = clients.client(S3Client.class, ACCOUNT, "eu-central-1");
        assertThatThrownBy(() -> s3.getBucketEncryption(request -> request.bucket("logs")))
                .satisfies(failure -> assertThat(CallNamer.action(failure)).contains("s3:GetEncryptionConfiguration"));
    }

    @Test
    void aReadIsTriedAgain() {
        assertThatThrownBy(() -> ecs().describeServices(request -> request.services("api")))
                .isInstanceOf(SdkException.class);
        assertThat(sent).hasSizeGreaterThan(1);
    }

    @Test
    void theSameClientServesTheSamePlace() {
        assertThat(ecs()).isSameAs(ecs());
        assertThat(ecs()).isNotEqualTo(clients.client(EcsClient.class, ACCOUNT, "us-east-1"));
    }

    @Test
    void bucketsAreInThePathAtAnEndpointOfOnesOwn() {
        S3Client s3 = clients.client(S3Client.class, ACCOUNT, "us-east-1");
        assertThatThrownBy(() -> s3.createBucket(request -> request.bucket("documents")))
                .isInstanceOf(SdkException.class);
        assertThat(sent.get(0)).startsWith("PUT /documents ");
    }

    @Test
    void theRegionIsSignedFor() {
        assertThatThrownBy(() -> ecs().createCluster(request -> request.clusterName("main")))
                .isInstanceOf(SdkException.class);
        assertThat(Collections.max(sent)).contains("/eu-central-1/ecs/aws4_request");
    }
}
