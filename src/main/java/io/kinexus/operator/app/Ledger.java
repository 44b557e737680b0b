package io.kinexus.operator.app;

import io.kinexus.operator.engine.Journal;
import io.kinexus.operator.engine.Leases;
import io.kinexus.operator.engine.Memory;
import io.kinexus.operator.engine.Rollouts;
import io.kinexus.operator.engine.Runs;
import io.kinexus.operator.ledger.Database;
import io.kinexus.operator.ledger.PostgresActs;
import io.kinexus.operator.ledger.PostgresJournal;
import io.kinexus.operator.ledger.PostgresLeases;
import io.kinexus.operator.ledger.PostgresMemory;
import io.kinexus.operator.ledger.PostgresRollouts;
import io.kinexus.operator.ledger.PostgresRuns;
import io.kinexus.operator.ledger.PostgresSnapshots;
import io.kinexus.operator.ledger.Tokens;

/** The ledger's parts over one database. */
record Ledger(
        Leases leases,
        Journal journal,
        Runs runs,
        Memory memory,
        Rollouts rollouts,
        PostgresActs acts,
        PostgresSnapshots snapshots,
        Tokens tokens) {
    static Ledger on(Database database) {
        return new Ledger(
                new PostgresLeases(database.jdbi()),
                new PostgresJournal(database.jdbi()),
                new PostgresRuns(database.jdbi()),
                new PostgresMemory(database.jdbi()),
                new PostgresRollouts(database.jdbi()),
                new PostgresActs(database.jdbi()),
                new PostgresSnapshots(database.jdbi()),
                new Tokens(database.jdbi()));
    }
}
