package io.kinexus.operator.support;

import io.kinexus.operator.ledger.DatabaseUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for the whole test JVM, started by the first test that asks, ended with the JVM. */
public final class TestPostgres {
    private TestPostgres() {}

    /** The only instance; the class is loaded by the first who needs it. */
    private static final class Server {
        private static final EmbeddedPostgres ONE = start();
        private static final AtomicInteger NUMBER = new AtomicInteger();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** An empty database that no other test sees. */
    public static DatabaseUrl freshDatabase() {
        String name = "test_" + Server.NUMBER.incrementAndGet();
        try (Connection connection = Server.ONE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return DatabaseUrl.parse("postgresql://postgres@localhost:" + Server.ONE.getPort() + "/" + name);
    }
}
