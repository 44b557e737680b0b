package io.kinexus.operator.kind.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.ledger.DatabaseUrl;
import io.kinexus.operator.support.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against a real PostgreSQL that asks for passwords. */
class PostgresUsersTest {
    private final PostgresUsers users = new PostgresUsers();
    private final DatabaseUrl url = TestPostgres.freshDatabase();

    @Test
    void theSecondUserLogsInWithItsPasswordAloneAndActsAsTheFirst() throws Exception {
        asked("CREATE ROLE turns SUPERUSER LOGIN PASSWORD 'first'");
        askForPasswords("turns_clone");
        SecretText first = login("turns", "first");
        assertThat(users.let(first, "turns_clone", "second")).isEmpty();
        assertThat(users.opens(login("turns_clone", "second"))).isEmpty();
        assertThat(users.opens(login("turns_clone", "wrong"))).contains("PostgreSQL refuses with SQLSTATE 28P01");
        assertThat(users.let(first, "turns_clone", "third"))
                .as("made once, changed after")
                .isEmpty();
        assertThat(users.opens(login("turns_clone", "second"))).isPresent();
        assertThat(users.opens(login("turns_clone", "third"))).isEmpty();
        assertThat(asked("SELECT rolpassword FROM pg_authid WHERE rolname = 'turns_clone'"))
                .as("the server was never told the password")
                .startsWith("SCRAM-SHA-256$4096:");
        asked("CREATE TABLE made_by_hand (id int)");
        try (Connection clone = DriverManager.getConnection(jdbc(), "turns_clone", "third");
                Statement statement = clone.createStatement()) {
            statement.execute("CREATE TABLE made (id int)");
        }
        assertThat(asked("SELECT tableowner FROM pg_tables WHERE tablename = 'made'"))
                .isEqualTo("turns");
    }

    /** From PostgreSQL 16 on a role does not administer itself: only an earlier version lets its master user do this. */
    @Test
    void whatPostgresRefusesIsSaidWithoutAnyValue() {
        asked("CREATE ROLE plain LOGIN CREATEROLE PASSWORD 'first'");
        int version = Integer.parseInt(asked("SHOW server_version_num")) / 10_000;
        Optional<String> refused = users.let(login("plain", "first"), "plain_clone", "second");
        assertThat(refused.isPresent()).isEqualTo(version >= 16);
        refused.ifPresent(why -> assertThat(why).contains("42501").doesNotContain("second"));
    }

    @Test
    void nobodyThereIsSaid() {
        SecretText nowhere = SecretText.of("{\"username\":\"u\",\"password\":\"p\",\"host\":\"127.0.0.1\",\"port\":1}");
        assertThat(users.opens(nowhere)).contains("127.0.0.1:1 cannot be reached from here");
    }

    private SecretText login(String user, String password) {
        return SecretText.of("{\"username\":\"" + user + "\",\"password\":\"" + password + "\",\"host\":\"127.0.0.1\","
                + "\"port\":" + port() + ",\"dbname\":\"" + name() + "\"}");
    }

    /** The server of the tests trusts everybody; this user it does not. */
    private void askForPasswords(String user) throws Exception {
        Path rules = Path.of(asked("SHOW hba_file"));
        Files.writeString(rules, "host all " + user + " 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
        asked("SELECT pg_reload_conf()");
    }

    private String asked(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbc(), "postgres", "");
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String jdbc() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + name();
    }

    private String port() {
        return url.toString().replaceFirst(".*:(\\d+)/.*", "$1");
    }

    private String name() {
        return url.toString().replaceFirst(".*/([^/?]+).*", "$1");
    }
}
