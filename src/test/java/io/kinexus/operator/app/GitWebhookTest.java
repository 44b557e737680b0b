package io.kinexus.operator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.api.Webhook.Answer;
import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.ledger.Database;
import io.kinexus.operator.ledger.DatabaseUrl;
import io.kinexus.operator.ledger.Deliveries;
import io.kinexus.operator.support.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** S-T9, what comes of a delivery: taken once by all replicas together, and heard by each of them. */
class GitWebhookTest {
    private static final String SECRET = "0123456789abcdef";

    private final DatabaseUrl url = TestPostgres.freshDatabase();
    private final Database one = Database.open(url);
    private final Database two = Database.open(url);
    private final GitWebhook here = webhook(one, SECRET);
    private final GitWebhook there = webhook(two, SECRET);

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    void aDeliveryIsTakenOnceByAnyReplicaAndHeardByEach() {
        assertThat(here.rang()).isFalse();
        assertThat(here.take(token(SECRET), bytes("a"))).isEqualTo(Answer.TAKEN);
        assertThat(there.take(token(SECRET), bytes("a"))).isEqualTo(Answer.REFUSED);
        assertThat(here.take(token(SECRET), bytes("a"))).isEqualTo(Answer.REFUSED);
        assertThat(here.rang()).isTrue();
        assertThat(there.rang()).isTrue();
        assertThat(here.rang()).isFalse();
        assertThat(webhook(one, SECRET).rang())
                .as("a replica that starts later")
                .isFalse();
    }

    @Test
    void whateverTheBodySaysAFloodRingsOnce() {
        for (int i = 0; i < 50; i++) {
            String chooses = "{\"ref\":\"refs/heads/evil-" + i + "\",\"repository\":{\"clone_url\":\"http://evil\"}}";
            assertThat(here.take(token(SECRET), bytes(chooses))).isEqualTo(Answer.TAKEN);
        }
        assertThat(here.rang()).isTrue();
        assertThat(here.rang()).isFalse();
    }

    @Test
    void whatIsRefusedRingsNobodyAndIsNotKept() {
        assertThat(here.take(token("0123456789abcdeX"), bytes("a"))).isEqualTo(Answer.REFUSED);
        assertThat(here.take(name -> Optional.empty(), bytes("a"))).isEqualTo(Answer.REFUSED);
        assertThat(here.rang()).isFalse();
        assertThat(new Deliveries(one.jdbi()).newest()).isZero();
    }

    @Test
    void withoutASecretThereIsNoWebhook() {
        GitWebhook none = new GitWebhook(configuration(Map.of()), new Deliveries(one.jdbi()), InstantSource.system());
        assertThat(none.take(token(""), bytes("a"))).isEqualTo(Answer.ABSENT);
        assertThat(none.rang()).isFalse();
    }

    @Test
    void aSecretThatCanBeGuessedIsRefusedAtTheStart() {
        assertThatThrownBy(() -> webhook(one, "0123456789abcde"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("KINEXUS_WEBHOOK_SECRET")
                .hasMessageNotContaining("0123456789abcde");
    }

    private static Function<String, Optional<String>> token(String word) {
        return name -> name.equals("X-Gitlab-Token") ? Optional.of(word) : Optional.empty();
    }

    private static GitWebhook webhook(Database database, String secret) {
        return new GitWebhook(
                configuration(Map.of("KINEXUS_WEBHOOK_SECRET", secret)),
                new Deliveries(database.jdbi()),
                InstantSource.system());
    }

    private static Configuration configuration(Map<String, String> environment) {
        return new Configuration(new Properties(), environment);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
