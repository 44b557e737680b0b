package io.kinexus.operator.kind.secret;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

/**
 * PostgreSQL by its own protocol. A password leaves this process only as the verifier that the server keeps: what the
 * server logs of statements never shows it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createrole.html">CREATE ROLE</a>
 */
final class PostgresUsers implements DatabaseUsers {
    private static final String SECONDS = "5";
    /** Class 08: no connection. */
    private static final String CONNECTION = "08";

    @Override
    public Optional<String> let(SecretText first, String second, String password) {
        return with(first, connection -> {
            try (Statement statement = connection.createStatement()) {
                if (!exists(connection, second)) {
                    statement.execute("CREATE ROLE " + quoted(second) + " LOGIN IN ROLE "
                            + quoted(first.user().orElse("")));
                }
                // What it makes belongs to the first user, so that both can work with it.
                statement.execute("ALTER ROLE " + quoted(second) + " SET ROLE "
                        + quoted(first.user().orElse("")));
                statement.execute("ALTER ROLE " + quoted(second) + " PASSWORD '" + ScramVerifier.of(password) + "'");
            }
        });
    }

    @Override
    public Optional<String> opens(SecretText value) {
        return with(value, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
            }
        });
    }

    /** Work that the driver may refuse. */
    @FunctionalInterface
    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private static Optional<String> with(SecretText value, Work work) {
        String host = value.field("host").orElse("");
        String port = value.field("port").orElse("");
        try (Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://" + host + ":" + port + "/"
                        + value.field("dbname").orElse("postgres"),
                login(value))) {
            work.on(connection);
            return Optional.empty();
        } catch (SQLException failure) {
            String state = Optional.ofNullable(failure.getSQLState()).orElse("");
            return Optional.of(
                    state.startsWith(CONNECTION)
                            ? host + ":" + port + " cannot be reached from here"
                            : "PostgreSQL refuses with SQLSTATE " + state);
        }
    }

    private static Properties login(SecretText value) {
        Properties login = new Properties();
        login.setProperty("user", value.user().orElse(""));
        login.setProperty("password", value.password().orElse(""));
        login.setProperty("connectTimeout", SECONDS);
        login.setProperty("loginTimeout", SECONDS);
        login.setProperty("socketTimeout", SECONDS);
        login.setProperty("ApplicationName", "kinexus-operator");
        return login;
    }

    private static boolean exists(Connection connection, String role) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM pg_roles WHERE rolname = ?")) {
            query.setString(1, role);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
