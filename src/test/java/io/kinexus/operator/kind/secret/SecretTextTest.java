package io.kinexus.operator.kind.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.kind.secret.SecretSpec.Generate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretTextTest {
    private static final Generate LOGIN = new Generate(Optional.of("kinexus"), 40);

    @Test
    void anotherPasswordLeavesTheRestAsItWas() {
        SecretText before = SecretText.of("{\"username\":\"kinexus\",\"password\":\"old\",\"host\":\"h\",\"port\":5432,"
                + "\"url\":\"postgresql://kinexus:old@h:5432/postgres\",\"theirs\":\"kept\"}");
        SecretText after = before.rotated(LOGIN, Optional.empty()).orElseThrow();
        String password = after.password().orElseThrow();
        assertThat(password).hasSize(40).matches("[A-Za-z0-9]+");
        assertThat(after.field("url")).contains("postgresql://kinexus:" + password + "@h:5432/postgres");
        assertThat(after.field("theirs")).contains("kept");
        assertThat(after.text()).doesNotContain("old");
    }

    @Test
    void theOtherUserIsInItsUrlToo() {
        SecretText after = SecretText.of(
                        "{\"username\":\"kinexus\",\"password\":\"old\",\"url\":\"mysql://kinexus:old@h/d\"}")
                .rotated(LOGIN, Optional.of("kinexus_clone"))
                .orElseThrow();
        assertThat(after.user()).contains("kinexus_clone");
        assertThat(after.field("url").orElseThrow())
                .startsWith("mysql://kinexus_clone:")
                .endsWith("@h/d");
    }

    @Test
    void whatIsNoLoginIsNotMadeOne() {
        assertThat(SecretText.of("a text").rotated(LOGIN, Optional.empty())).isEmpty();
        assertThat(SecretText.of("{\"username\":\"u\"}").rotated(LOGIN, Optional.empty()))
                .isEmpty();
    }

    @Test
    void itNeverShowsItself() {
        assertThat(SecretText.of("value")).hasToString("a secret value");
    }
}
