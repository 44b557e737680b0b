package io.kinexus.operator.ledger;

import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.LeaseLost;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Writes that only the newest holder of an environment may make. */
final class Fences {
    /** Work on one connection. */
    @FunctionalInterface
    interface Write {
        void on(Handle handle);
    }

    private final Jdbi jdbi;

    Fences(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * One transaction that holds the lease's row: nobody takes the environment between the check and the commit.
     *
     * @throws LeaseLost when the fence is not the newest; nothing is written then
     */
    void write(Lease lease, Write write) {
        jdbi.useTransaction(handle -> {
            boolean newest = handle.createQuery(
                            "select 1 from lease where environment = :environment and fence = :fence for share")
                    .bind("environment", lease.environment())
                    .bind("fence", lease.fence())
                    .mapTo(Integer.class)
                    .findFirst()
                    .isPresent();
            if (!newest) {
                throw new LeaseLost(lease);
            }
            write.on(handle);
        });
    }
}
