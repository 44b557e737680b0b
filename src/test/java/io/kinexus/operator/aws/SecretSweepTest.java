package io.kinexus.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.support.SandboxDoor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** AWS may list secrets as they were minutes ago. */
class SecretSweepTest {
    private final SandboxDoor door = new SandboxDoor();

    @BeforeEach
    void aSecret() {
        secrets().createSecret(r -> r.name("a").secretString("one"));
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aListingFromBeforeDoesNotTakeANewVersionBack() {
        ListSecretsResponse before = secrets().listSecrets(r -> {});
        String first = current();
        rotate();
        String second = current();
        assertThat(second).isNotEqualTo(first);
        List.of(before, secrets().listSecrets(r -> {}), before).forEach(listing -> {
            listed(listing);
            assertThat(current()).isEqualTo(second);
        });
    }

    @Test
    void aSecretThatIsGoneIsLeftOutThoughItIsListed() {
        current();
        rotate();
        ListSecretsResponse before = secrets().listSecrets(r -> {});
        secrets().deleteSecret(r -> r.secretId("a"));
        listed(before);
        assertThat(SecretSweep.list(door.scope())).isEmpty();
    }

    @Test
    void whatDidNotChangeIsNotDescribed() {
        current();
        int calls = door.sandbox().calls().size();
        current();
        assertThat(door.sandbox().calls()).hasSize(calls + 1);
    }

    @Test
    void aSweepListsOnce() {
        Scope scope = door.scope();
        SecretSweep.list(scope);
        int calls = door.sandbox().calls().size();
        SecretSweep.list(scope);
        assertThat(door.sandbox().calls()).hasSize(calls);
    }

    private void listed(ListSecretsResponse answer) {
        door.sandbox()
                .weather((call, request, account) -> request instanceof ListSecretsRequest ? answer : account.get());
    }

    private SecretsManagerClient secrets() {
        return door.scope().client(SecretsManagerClient.class);
    }

    private void rotate() {
        secrets().putSecretValue(r -> r.secretId("a").secretString("two"));
    }

    private String current() {
        List<SecretListEntry> all = SecretSweep.list(door.scope());
        assertThat(all).hasSize(1);
        return SecretSweep.at(all.get(0).secretVersionsToStages(), SecretSweep.CURRENT)
                .orElseThrow();
    }
}
