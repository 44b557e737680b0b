package io.kinexus.operator.ledger;

import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.LeaseLost;
import io.kinexus.operator.engine.Leases;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** One row an environment, on the database's own clock, so that holders need not agree on the time. */
public final class PostgresLeases implements Leases {
    private static final String TAKE = """
        insert into lease (environment, holder, fence, until)
        values (:environment, :holder, 1, clock_timestamp() + make_interval(secs => :seconds))
        on conflict (environment) do update
           set holder = excluded.holder, fence = lease.fence + 1, until = excluded.until
         where lease.until <= clock_timestamp() or lease.holder = excluded.holder
        returning fence
        """;
    private static final String RENEW = """
        update lease set until = clock_timestamp() + make_interval(secs => :seconds)
         where environment = :environment and fence = :fence
        """;
    private static final String HELD = "select 1 from lease where environment = :environment and fence = :fence";
    private static final String RELEASE = """
        update lease set until = clock_timestamp()
         where environment = :environment and fence = :fence
        """;
    private static final double MILLIS = 1000.0;

    private final Jdbi jdbi;

    public PostgresLeases(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<Lease> take(String environment, String holder, Duration length) {
        return jdbi.withHandle(handle -> handle.createQuery(TAKE)
                .bind("environment", environment)
                .bind("holder", holder)
                .bind("seconds", seconds(length))
                .mapTo(Long.class)
                .findFirst()
                .map(fence -> new Lease(environment, holder, fence)));
    }

    @Override
    public void renew(Lease lease, Duration length) {
        int renewed = jdbi.withHandle(handle -> handle.createUpdate(RENEW)
                .bind("environment", lease.environment())
                .bind("fence", lease.fence())
                .bind("seconds", seconds(length))
                .execute());
        if (renewed == 0) {
            throw new LeaseLost(lease);
        }
    }

    @Override
    public void check(Lease lease) {
        boolean held = jdbi.withHandle(handle -> handle.createQuery(HELD)
                .bind("environment", lease.environment())
                .bind("fence", lease.fence())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
        if (!held) {
            throw new LeaseLost(lease);
        }
    }

    @Override
    public void release(Lease lease) {
        jdbi.useHandle(handle -> handle.createUpdate(RELEASE)
                .bind("environment", lease.environment())
                .bind("fence", lease.fence())
                .execute());
    }

    private static double seconds(Duration length) {
        return length.toMillis() / MILLIS;
    }
}
