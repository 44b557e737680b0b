package io.kinexus.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.support.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokensTest {
    private final Database database = Database.open(TestPostgres.freshDatabase());
    private final Tokens tokens = new Tokens(database.jdbi());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTokenIsKnownByItsWordAndKeptWithoutIt() {
        tokens.put("start-up", "admin", "open sesame");
        assertThat(tokens.holder("open sesame")).contains(new Tokens.Holder("start-up", "admin"));
        assertThat(tokens.holder("open sesam")).isEmpty();
        assertThat(tokens.holder("")).isEmpty();
        String rows = database.jdbi().withHandle(handle -> handle.createQuery("select token::text from token")
                .mapTo(String.class)
                .one());
        assertThat(rows).doesNotContain("sesame");
    }

    @Test
    void aNewWordOfTheSameNameEndsTheOldOne() {
        tokens.put("start-up", "admin", "old");
        tokens.put("start-up", "viewer", "new");
        assertThat(tokens.holder("old")).isEmpty();
        assertThat(tokens.holder("new")).contains(new Tokens.Holder("start-up", "viewer"));
    }
}
