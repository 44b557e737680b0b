package io.kinexus.operator.kind.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.kind.ResourceKindContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;

class SecretKindTest extends ResourceKindContract<SecretSpec, SecretLive> {
    private static final String NAME = "kinexus/test/database";
    private static final Attempt ONE = new Attempt("00000000-0000-0000-0000-000000000003");

    @Override
    protected ResourceKind<SecretSpec, SecretLive> kind() {
        return new SecretKind();
    }

    @Override
    protected Declared<SecretSpec> wanted() {
        return Declared.of(
                ResourceId.of("test", "secret", NAME),
                DeclarationId.of("secret", NAME),
                new SecretSpec(NAME, Optional.of(new SecretSpec.Generate(Optional.of("kinexus"), 40))));
    }

    @Override
    protected Declared<SecretSpec> changed() {
        return wanted();
    }

    @Override
    protected List<SdkPojo> requests() {
        return List.of(CreateSecretRequest.builder().build());
    }

    @Test
    void theGeneratedPasswordIsInNothingThatCanBeShown() {
        create(wanted(), ONE);
        String password = value().split("\"password\":\"", 2)[1].replaceAll("\".*", "");
        assertThat(password).hasSize(40);
        assertThat(List.of(
                        wanted().toString(),
                        present(wanted()).toString(),
                        kind().outputs(present(wanted()).live()).toString(),
                        through().toString()))
                .noneMatch(shown -> shown.contains(password));
    }

    @Test
    void creatingAgainKeepsTheValue() {
        create(wanted(), ONE);
        String before = value();
        create(wanted(), ONE);
        assertThat(value()).isEqualTo(before);
    }

    @Test
    void restoredItHasTheValueThatItHad() {
        create(wanted(), ONE);
        String before = value();
        delete(wanted());
        create(wanted(), ONE);
        assertThat(value()).isEqualTo(before);
    }

    @Test
    void whatSomebodyElseIsDeletingIsNotRestored() {
        SecretsManagerClient secrets = look().client(SecretsManagerClient.class);
        secrets.createSecret(r -> r.name(NAME).secretString("theirs"));
        secrets.deleteSecret(r -> r.secretId(NAME));
        assertThat(kind().creator().orElseThrow().create(look(), wanted(), ONE)).isInstanceOf(Outcome.Terminal.class);
    }

    @Test
    void anExternalSecretIsWaitedFor() {
        Declared<SecretSpec> external = external();
        assertThat(observed(external)).isInstanceOf(Observation.Absent.class);
        assertThat(kind().creator().orElseThrow().create(look(), external, ONE)).isInstanceOf(Outcome.Waiting.class);
    }

    @Test
    void anExternalSecretShowsItsVersionOnly() {
        look().client(SecretsManagerClient.class)
                .createSecret(r -> r.name("by/hand").secretString("canary-4711"));
        Observation.Present<SecretLive> seen = present(external());
        assertThat(seen.ours()).isFalse();
        assertThat(kind().outputs(seen.live())).containsKeys("arn", "versionId");
        assertThat(seen.toString()).doesNotContain("canary-4711");
    }

    @Test
    void aNewValueIsANewVersion() {
        create(wanted(), ONE);
        String first = versionId();
        String second = look().client(SecretsManagerClient.class)
                .putSecretValue(r -> r.secretId(NAME).secretString("newer"))
                .versionId();
        assertThat(first).isNotEqualTo(second);
        assertThat(versionId()).isEqualTo(second);
    }

    @Test
    void aVersionWithALongTokenOfAPersonIsNamedByADigest() {
        create(wanted(), ONE);
        String theirs = "x".repeat(64);
        look().client(SecretsManagerClient.class)
                .putSecretValue(r -> r.secretId(NAME).clientRequestToken(theirs).secretString("newer"));
        assertThat(versionId()).matches("[0-9a-f]{32}");
    }

    private String versionId() {
        return kind().outputs(present(wanted()).live()).getOrDefault("versionId", "");
    }

    private static Declared<SecretSpec> external() {
        return Declared.of(
                        ResourceId.of("test", "secret", "by/hand"),
                        DeclarationId.of("secret", "by/hand"),
                        new SecretSpec("by/hand", Optional.empty()))
                .existing("by/hand");
    }

    private String value() {
        return look().client(SecretsManagerClient.class)
                .getSecretValue(r -> r.secretId(NAME))
                .secretString();
    }
}
