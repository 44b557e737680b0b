package io.kinexus.operator.sandbox.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What ECS can give a container of a secret, as its task definition writes it. */
class ReadableTest {
    private final Sandbox sandbox = new Sandbox(SandboxScript.plain());
    private final SecretsManagerClient client =
            new InProcessDoor(sandbox).client(SecretsManagerClient.class, "123456789012", "us-east-1");
    private String arn = "";
    private String first = "";

    @BeforeEach
    void aSecretWithTwoVersions() {
        arn = client.createSecret(r -> r.name("a/b").secretString("{\"old\":1}"))
                .arn();
        first = client.getSecretValue(r -> r.secretId("a/b")).versionId();
        client.putSecretValue(r -> r.secretId("a/b").secretString("{\"new\":1}"));
    }

    @Test
    void theCurrentVersionIsRead() {
        assertThat(readable("")).isTrue();
        assertThat(readable(":new::")).isTrue();
        assertThat(readable(":old::")).isFalse();
    }

    @Test
    void anotherByItsStage() {
        assertThat(readable(":old:AWSPREVIOUS:")).isTrue();
        assertThat(readable(":new:AWSPREVIOUS:")).isFalse();
    }

    @Test
    void anotherByItsId() {
        assertThat(readable(":::" + first)).isTrue();
        assertThat(readable(":old::" + first)).isTrue();
        assertThat(readable(":new::" + first)).isFalse();
        assertThat(readable(":::" + "0".repeat(32))).isFalse();
    }

    @Test
    void noneOnceItIsToBeDeleted() {
        client.deleteSecret(r -> r.secretId("a/b"));
        assertThat(readable("")).isFalse();
    }

    private boolean readable(String rest) {
        return sandbox.account("123456789012", "us-east-1")
                .service(SecretsSandbox.class)
                .readable(arn + rest);
    }
}
