package io.kinexus.operator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseUrlTest {
    private record Case(String text, String jdbc, Optional<String> user, Optional<String> password) {}

    @Test
    void formsOfPostgresqlAndOfJdbcAreRead() {
        List<Case> cases = List.of(
                new Case("postgresql://h/d", "jdbc:postgresql://h/d", Optional.empty(), Optional.empty()),
                new Case(
                        "postgres://ann:w%40rd@h:5433/d?sslmode=require",
                        "jdbc:postgresql://h:5433/d?sslmode=require", Optional.of("ann"), Optional.of("w@rd")),
                new Case("jdbc:postgresql://h:1/d", "jdbc:postgresql://h:1/d", Optional.empty(), Optional.empty()));
        cases.forEach(one -> assertThat(DatabaseUrl.parse(one.text()))
                .isEqualTo(new DatabaseUrl(one.jdbc(), one.user(), one.password())));
    }

    @Test
    void aPasswordIsNeverPartOfTheTextOrAMessage() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://ann:s3cret@h/d?password=s3cret");
        assertThat(url.toString()).doesNotContain("s3cret");
        for (String wrong : List.of("mysql://ann:s3cret@h/d", "postgresql://ann:s3cr et@h", "s3cret")) {
            assertThatThrownBy(() -> DatabaseUrl.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("s3cr");
        }
    }

    @Test
    void anUnreachableServerIsNamedWithoutItsPassword() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://ann:s3cret@127.0.0.1:1/d?connectTimeout=1");
        assertThatThrownBy(() -> Database.open(url))
                .isInstanceOf(LedgerUnreachable.class)
                .hasMessageContaining("127.0.0.1:1/d")
                .hasMessageNotContaining("s3cret");
    }
}
