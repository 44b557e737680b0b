package io.kinexus.operator.ledger;

import io.kinexus.operator.engine.Journal;
import io.kinexus.operator.engine.Leases;
import io.kinexus.operator.engine.Memory;
import io.kinexus.operator.engine.Runs;
import java.time.Instant;
import java.time.InstantSource;

/** The fakes keep the contract too, so that tests on them mean something. */
class InMemoryLedgerTest extends LedgerContract {
    @Override
    Leases leases() {
        return new InMemoryLeases(InstantSource.fixed(Instant.parse("2026-01-05T12:00:00Z")));
    }

    @Override
    Journal journal(Leases leases) {
        return new InMemoryJournal(leases);
    }

    @Override
    Runs runs(Leases leases) {
        return new InMemoryRuns(leases);
    }

    @Override
    Memory memory(Leases leases) {
        return new InMemoryMemory(leases);
    }
}
