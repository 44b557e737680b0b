package io.kinexus.operator.kind.secretconnection;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class SecretConnectionKindTest extends ResourceKindContract<SecretConnectionSpec, SecretConnectionLive> {
    private static final String NAME = "kinexus/test/database";
    private static final String CANARY = "canary-p@ss/4711";
    private static final Attempt ONE = new Attempt("00000000-0000-0000-0000-000000000003");

    @Override
    protected ResourceKind<SecretConnectionSpec, SecretConnectionLive> kind() {
        return new SecretConnectionKind();
    }

    @Override
    protected void given(Scope scope) {
        Map<String, String> tags = Ownership.tags(scope, ResourceId.of("test", "secret", NAME));
        scope.client(SecretsManagerClient.class).createSecret(r -> r.name(NAME)
                .secretString("{\"username\":\"kinexus\",\"password\":\"" + CANARY + "\"}")
                .tags(tags.entrySet().stream()
                        .map(t -> Tag.builder()
                                .key(t.getKey())
                                .value(t.getValue())
                                .build())
                        .toList()));
    }

    @Override
    protected Declared<SecretConnectionSpec> wanted() {
        return connectedTo("db.example");
    }

    @Override
    protected Declared<SecretConnectionSpec> changed() {
        return connectedTo("other.example");
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(PutSecretValueRequest.builder().build());
    }

    @Test
    void theValueHasAllThatAClientNeeds() {
        given(look());
        create(wanted(), ONE);
        assertThat(value())
                .contains("\"username\":\"kinexus\"")
                .contains("\"host\":\"db.example\"")
                .contains("\"port\":5432")
                .contains("\"dbname\":\"postgres\"")
                .contains("\"url\":\"postgresql://kinexus:canary-p%40ss%2F4711@db.example:5432/postgres\"");
    }

    @Test
    void thePasswordIsInNothingThatCanBeShown() {
        given(look());
        create(wanted(), ONE);
        assertThat(List.of(
                        present(wanted()).toString(),
                        kind().outputs(present(wanted()).live()).toString(),
                        kind().fields()
                                .compare(changed().spec(), present(wanted()).live())
                                .toString()))
                .noneMatch(shown -> shown.contains("4711"));
    }

    @Test
    void aValueThatIsNoObjectIsRefusedWithoutQuotingIt() {
        look().client(SecretsManagerClient.class)
                .createSecret(r -> r.name(NAME).secretString("{\"password\": canary-4711"));
        Outcome outcome = kind().creator().orElseThrow().create(look(), wanted(), ONE);
        assertThat(outcome).isInstanceOf(Outcome.Terminal.class);
        assertThat(outcome.toString()).doesNotContain("4711");
    }

    @Test
    void aNewPasswordSetByHandLosesTheConnectionAndGetsItBack() {
        given(look());
        create(wanted(), ONE);
        look().client(SecretsManagerClient.class).putSecretValue(r -> r.secretId(NAME)
                .secretString("{\"username\":\"kinexus\",\"password\":\"newer\"}"));
        assertThat(kind().fields().compare(wanted().spec(), present(wanted()).live()))
                .isInstanceOf(Diff.Drifted.class);
        update(wanted());
        assertInSync(wanted());
        assertThat(value()).contains("postgresql://kinexus:newer@db.example:5432/postgres");
    }

    @Test
    void aCompleteNewValueOnlyGetsTheStage() {
        given(look());
        create(wanted(), ONE);
        String complete = value();
        look().client(SecretsManagerClient.class)
                .putSecretValue(r -> r.secretId(NAME).secretString(complete));
        int versions = versions();
        update(wanted());
        assertInSync(wanted());
        assertThat(versions()).isEqualTo(versions);
    }

    /** Tasks that were made with the generated password need no others for what the database adds to it. */
    @Test
    void whatTheOperatorAddsIsNoOtherVersion() {
        given(look());
        String generated = current();
        create(wanted(), ONE);
        assertThat(current()).isNotEqualTo(generated).hasSizeBetween(32, 64);
        assertThat(versionId()).contains(generated);
        update(changed());
        assertThat(versionId()).contains(generated);
    }

    @Test
    void aNewPasswordIsAnotherVersionOnceItHasTheConnection() {
        given(look());
        create(wanted(), ONE);
        String newer = look().client(SecretsManagerClient.class)
                .putSecretValue(r -> r.secretId(NAME).secretString("{\"username\":\"kinexus\",\"password\":\"newer\"}"))
                .versionId();
        assertThat(versionId()).as("its url is not there yet").isEmpty();
        update(wanted());
        assertThat(versionId()).contains(newer);
    }

    private Optional<String> versionId() {
        return Optional.ofNullable(kind().outputs(present(wanted()).live()).get("versionId"));
    }

    private String current() {
        return look().client(SecretsManagerClient.class)
                .getSecretValue(r -> r.secretId(NAME))
                .versionId();
    }

    private int versions() {
        return look().client(SecretsManagerClient.class)
                .listSecretVersionIds(r -> r.secretId(NAME).includeDeprecated(true))
                .versions()
                .size();
    }

    private String value() {
        return look().client(SecretsManagerClient.class)
                .getSecretValue(r -> r.secretId(NAME))
                .secretString();
    }

    private static Declared<SecretConnectionSpec> connectedTo(String host) {
        return Declared.of(
                ResourceId.of("test", "secret-connection", NAME),
                DeclarationId.of("secret", NAME),
                new SecretConnectionSpec(NAME, "postgresql", host, "5432", "postgres"));
    }
}
