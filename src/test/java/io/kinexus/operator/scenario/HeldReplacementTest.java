package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.Operated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A database that must not be replaced keeps the secret that leads to it. */
class HeldReplacementTest {
    private static final String STATE = """
        apiVersion: kinexus.io/v1
        kind: Environment
        metadata: {name: data}
        spec: {account: "123456789012", region: us-east-1}
        ---
        apiVersion: kinexus.io/v1
        kind: Network
        metadata: {name: main}
        spec: {cidr: 10.0.0.0/20, availabilityZones: 2, tiers: [public, database], natGateways: none}
        ---
        apiVersion: kinexus.io/v1
        kind: Database
        metadata: {name: orders}
        spec:
          network: main
          engine: postgres
          version: "15"
          instanceClass: db.t3.micro
          storage: {gib: 20}
          credentials: orders
          databaseName: first
        ---
        apiVersion: kinexus.io/v1
        kind: Secret
        metadata: {name: orders}
        spec: {generate: {username: app, for: database/orders}}
        """;

    @TempDir
    Path folder;

    @Test
    void theSecretStillLeadsToTheDatabaseThatIsThere() throws IOException {
        Path file = Files.createDirectories(folder.resolve("data")).resolve("all.yaml");
        Files.writeString(file, STATE);
        Operated operated = new Operated(new DesiredFolder(folder, Kinds.installed()), "data", SandboxScript.plain());
        assertThat(operated.settle(100).snapshot().sync()).isEqualTo("InSync");

        Files.writeString(file, STATE.replace("databaseName: first", "databaseName: second"));
        Turned turned = operated.turn("commit");
        assertThat(turned.run().lines())
                .extracting(line -> line.outcome())
                .contains("refused", "skipped")
                .doesNotContain("done");
        assertThat(operated.client(SecretsManagerClient.class)
                        .getSecretValue(r -> r.secretId("orders"))
                        .secretString())
                .contains("/first");
    }
}
