package io.kinexus.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.support.WireClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A server in AWS's stead that breaks answers with a page, which may repeat the request and its secrets. */
class PageAnswersTest {
    private static final String CANARY = "canary-7b1f";

    @Test
    void aPageInPlaceOfAnErrorIsNotOfferedPassesAndNothingOfItIsShown() throws IOException {
        byte[] page = ("<html>Traceback: SecretString=" + CANARY + "</html>").getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(500, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        try {
            WireClients clients = new WireClients(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
            RdsClient query = clients.client(RdsClient.class, "123456789012", "us-east-1");
            SecretsManagerClient json = clients.client(SecretsManagerClient.class, "123456789012", "us-east-1");
            shown(catchThrowableOfType(SdkException.class, query::describeDBSubnetGroups));
            shown(catchThrowableOfType(SdkException.class, json::listSecrets));
        } finally {
            server.stop(0);
        }
    }

    private static void shown(SdkException failure) {
        assertThat(AwsFailures.notOffered(failure)).isTrue();
        assertThat(AwsFailures.text(failure)).contains("HTTP 500", "a page").doesNotContain(CANARY);
        assertThat(AwsFailures.outcome(failure)).isInstanceOf(Outcome.Retryable.class);
        assertThat(AwsFailures.outcome(failure).toString()).doesNotContain(CANARY);
    }
}
