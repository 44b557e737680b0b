package io.kinexus.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.support.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final DatabaseUrl url = TestPostgres.freshDatabase();
    private final Database database = Database.open(url);
    private final Database replica = Database.open(url);
    private final Tokens tokens = new Tokens(database.jdbi());
    private final Tokens elsewhere = new Tokens(replica.jdbi());

    @AfterEach
    void close() {
        database.close();
        replica.close();
    }

    @Test
    void aTokenIsKnownByItsWordAndKeptWithoutIt() {
        Tokens.Made made = tokens.create(Optional.of("ci"), "operator", List.of("staging"), DAY, "first-admin");
        assertThat(made.word()).matches("kxo_[0-9a-f]{8}_[0-9a-f]{64}");
        Token holder = elsewhere.holder(made.word()).orElseThrow();
        assertThat(holder.name()).isEqualTo("ci");
        assertThat(holder.role()).isEqualTo("operator");
        assertThat(holder.environments()).containsExactly("staging");
        assertThat(holder.createdBy()).isEqualTo("first-admin");
        assertThat(holder.expiresAt()).contains(holder.createdAt().plus(DAY));
        assertThat(rows()).doesNotContain(made.word().substring(made.word().lastIndexOf('_') + 1));
        assertThat(tokens.find(holder.id()).orElseThrow().lastUsedAt()).isPresent();
    }

    @Test
    void aWordThatDiffersAnywhereIsNotKnown() {
        String word =
                tokens.create(Optional.empty(), "viewer", List.of(), DAY, "x").word();
        String other =
                tokens.create(Optional.empty(), "admin", List.of(), DAY, "x").word();
        tokens.startUp("kinexus-token", "admin", "open sesame, and quickly");
        String last = word.endsWith("0") ? "1" : "0";
        List<String> wrong = List.of(
                "",
                "kxo_",
                word.substring(0, word.length() - 1),
                word + "0",
                word.substring(0, word.length() - 1) + last,
                other.substring(0, 12) + word.substring(12),
                word.toUpperCase(java.util.Locale.ROOT),
                TokenWord.sha256(word),
                "open sesame");
        wrong.forEach(each -> assertThat(tokens.holder(each)).as(each).isEmpty());
        assertThat(tokens.holder("open sesame, and quickly")).isPresent();
    }

    @Test
    void whatIsRevokedOrHasExpiredIsUnknownAtOnceEverywhere() {
        Tokens.Made made = tokens.create(Optional.empty(), "viewer", List.of(), DAY, "x");
        elsewhere.revoke(made.token().id(), "someone");
        assertThat(tokens.holder(made.word())).isEmpty();
        assertThat(tokens.find(made.token().id()).orElseThrow().revokedAt()).isPresent();
        String expired = tokens.create(Optional.empty(), "viewer", List.of(), Duration.ofSeconds(-1), "x")
                .word();
        assertThat(tokens.holder(expired)).isEmpty();
        assertThat(tokens.all()).hasSize(2);
    }

    @Test
    void aNewWordAtTheStartEndsTheOldOne() {
        tokens.startUp("kinexus-token", "admin", "old");
        tokens.startUp("kinexus-token", "admin", "new");
        assertThat(tokens.holder("old")).isEmpty();
        assertThat(tokens.holder("new").orElseThrow().id()).isEqualTo("kinexus-token");
        tokens.forget("kinexus-token");
        assertThat(tokens.holder("new")).isEmpty();
    }

    @Test
    void theFirstAdminIsMadeOnceAndOnlyWhereThereIsNoOther() {
        tokens.create(Optional.empty(), "admin", List.of("staging"), DAY, "x");
        tokens.create(Optional.empty(), "admin", List.of(), Duration.ofSeconds(-1), "x");
        assertThat(tokens.first("first-admin", "admin", "one")).isTrue();
        assertThat(elsewhere.first("first-admin", "admin", "two")).isFalse();
        assertThat(tokens.holder("one")).isPresent();
        tokens.revoke("first-admin", "x");
        assertThat(tokens.first("first-admin", "admin", "three")).isTrue();
        assertThat(tokens.holder("one")).isEmpty();
        assertThat(tokens.holder("three")).isPresent();
        tokens.revoke("first-admin", "x");
        tokens.create(Optional.empty(), "admin", List.of(), DAY, "x");
        assertThat(tokens.first("first-admin", "admin", "four")).isFalse();
    }

    private String rows() {
        List<String> rows = database.jdbi().withHandle(handle -> handle.createQuery("select token::text from token")
                .mapTo(String.class)
                .list());
        return String.join("\n", rows);
    }
}
