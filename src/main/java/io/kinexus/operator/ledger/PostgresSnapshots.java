package io.kinexus.operator.ledger;

import io.kinexus.operator.engine.Lease;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** What the last turn of each environment found, as the JSON that readers get, whichever replica made it. */
public final class PostgresSnapshots {
    private static final String PUT = """
        insert into snapshot (environment, at, body) values (:environment, :at, cast(:body as jsonb))
        on conflict (environment) do update set at = excluded.at, body = excluded.body
        """;

    private final Jdbi jdbi;
    private final Fences fences;

    public PostgresSnapshots(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.fences = new Fences(jdbi);
    }

    /** @throws io.kinexus.operator.engine.LeaseLost when the lease's fence is not the environment's newest */
    public void put(Lease lease, Instant at, String body) {
        fences.write(lease, handle -> handle.createUpdate(PUT)
                .bind("environment", lease.environment())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("body", body)
                .execute());
    }

    public Optional<String> get(String environment) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select body from snapshot where environment = :environment")
                        .bind("environment", environment)
                        .mapTo(String.class)
                        .findFirst());
    }
}
