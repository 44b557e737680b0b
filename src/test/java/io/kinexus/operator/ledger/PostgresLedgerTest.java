package io.kinexus.operator.ledger;

import io.kinexus.operator.engine.Journal;
import io.kinexus.operator.engine.Leases;
import io.kinexus.operator.engine.Memory;
import io.kinexus.operator.engine.Runs;
import io.kinexus.operator.support.TestPostgres;
import org.junit.jupiter.api.AfterEach;

/** The ledger on a real PostgreSQL, in a database of its own for each test. */
class PostgresLedgerTest extends LedgerContract {
    private final Database database = Database.open(TestPostgres.freshDatabase());

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    Leases leases() {
        return new PostgresLeases(database.jdbi());
    }

    @Override
    Journal journal(Leases leases) {
        return new PostgresJournal(database.jdbi());
    }

    @Override
    Runs runs(Leases leases) {
        return new PostgresRuns(database.jdbi());
    }

    @Override
    Memory memory(Leases leases) {
        return new PostgresMemory(database.jdbi());
    }
}
