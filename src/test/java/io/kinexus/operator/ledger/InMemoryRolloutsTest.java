package io.kinexus.operator.ledger;

import io.kinexus.operator.engine.Leases;
import io.kinexus.operator.engine.Rollouts;
import java.time.Instant;
import java.time.InstantSource;

/** The fake keeps the contract too. */
class InMemoryRolloutsTest extends RolloutsContract {
    @Override
    Leases leases() {
        return new InMemoryLeases(InstantSource.fixed(Instant.parse("2026-01-05T12:00:00Z")));
    }

    @Override
    Rollouts rollouts(Leases leases) {
        return new InMemoryRollouts(leases);
    }
}
