package io.kinexus.operator.ledger;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** One PostgreSQL database with the ledger's tables in it, and the pool that leads there. */
public final class Database implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AgroalDataSource pool;
    private final Jdbi jdbi;

    private Database(AgroalDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /**
     * Connects, and brings the tables up to date.
     *
     * @throws LedgerUnreachable when the server does not answer or does not let us in
     */
    public static Database open(DatabaseUrl url) {
        Database database = connect(url);
        try {
            Flyway.configure()
                    .dataSource(database.pool)
                    .locations("classpath:db/migration")
                    .loggers("slf4j")
                    .load()
                    .migrate();
            return database;
        } catch (RuntimeException failure) {
            database.close();
            throw new LedgerUnreachable(url, failure);
        }
    }

    /** Without a look at the tables: for those who only read, and can do without. */
    public static Database connect(DatabaseUrl url) {
        return new Database(pool(url));
    }

    private static AgroalDataSource pool(DatabaseUrl url) {
        var wanted = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(MOST_CONNECTIONS)
                        .acquisitionTimeout(PATIENCE)
                        .connectionFactoryConfiguration(connection -> {
                            connection.jdbcUrl(url.jdbc());
                            url.user().ifPresent(user -> connection.principal(new NamePrincipal(user)));
                            url.password().ifPresent(word -> connection.credential(new SimplePassword(word)));
                            return connection;
                        }));
        try {
            return AgroalDataSource.from(wanted);
        } catch (SQLException failure) {
            throw new LedgerUnreachable(url, failure);
        }
    }

    /**
     * Forgets what was done and seen, for an AWS that begins anew with the process: what is remembered of the one before
     * would only mislead. Fences go on growing, and tokens stay.
     */
    public void forget() {
        jdbi.useHandle(handle ->
                handle.execute("truncate intent, act, run, tried, used_permit, pause, wake, snapshot, scheduled_tasks,"
                        + " rollout, quarantine, wish, destruction"));
    }

    /**
     * Ends every lease and frees every task: for a database that one process uses at a time, in which whoever held them is gone.
     * Fences go on growing.
     */
    public void takeOver() {
        jdbi.useHandle(handle -> {
            handle.execute("update lease set until = clock_timestamp()");
            handle.execute("update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null");
        });
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /** For libraries that bring their own SQL. */
    public DataSource source() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
