package io.kinexus.operator.ledger;

import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.LeaseLost;
import io.kinexus.operator.engine.Leases;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Leases in a map, on a clock that a test may move by hand. */
public final class InMemoryLeases implements Leases {
    private record Row(Lease lease, Instant until) {}

    private final Map<String, Row> rows = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public InMemoryLeases(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Lease> take(String environment, String holder, Duration length) {
        Row row = rows.get(environment);
        if (row != null
                && row.until().isAfter(clock.instant())
                && !row.lease().holder().equals(holder)) {
            return Optional.empty();
        }
        Lease lease =
                new Lease(environment, holder, row == null ? 1 : row.lease().fence() + 1);
        rows.put(environment, new Row(lease, clock.instant().plus(length)));
        return Optional.of(lease);
    }

    @Override
    public synchronized void renew(Lease lease, Duration length) {
        check(lease);
        rows.put(lease.environment(), new Row(lease, clock.instant().plus(length)));
    }

    @Override
    public void check(Lease lease) {
        Row row = rows.get(lease.environment());
        if (row == null || row.lease().fence() != lease.fence()) {
            throw new LeaseLost(lease);
        }
    }

    @Override
    public synchronized void release(Lease lease) {
        Row row = rows.get(lease.environment());
        if (row != null && row.lease().fence() == lease.fence()) {
            rows.put(lease.environment(), new Row(lease, clock.instant()));
        }
    }
}
