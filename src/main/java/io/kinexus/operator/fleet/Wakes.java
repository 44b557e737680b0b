package io.kinexus.operator.fleet;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Wakes as numbers in the ledger: what came before a turn began is served by it, what came later is not. */
final class Wakes {
    private static final String ADD = """
        insert into wake (environment, number, served, cause) values (:environment, 1, 0, :cause)
        on conflict (environment) do update set number = wake.number + 1, cause = excluded.cause
        """;
    private static final String OPEN =
            "select number, cause from wake where environment = :environment and number > served";
    private static final String SERVE =
            "update wake set served = greatest(served, :number) where environment = :environment";

    /** The newest of the wakes that no turn has served. */
    record Wake(long number, String cause) {}

    private final Jdbi jdbi;

    Wakes(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void add(String environment, String cause) {
        jdbi.useHandle(handle -> handle.createUpdate(ADD)
                .bind("environment", environment)
                .bind("cause", cause)
                .execute());
    }

    Optional<Wake> open(String environment) {
        return jdbi.withHandle(handle -> handle.createQuery(OPEN)
                .bind("environment", environment)
                .map((row, context) -> new Wake(row.getLong("number"), row.getString("cause")))
                .findFirst());
    }

    void served(String environment, Wake wake) {
        jdbi.useHandle(handle -> handle.createUpdate(SERVE)
                .bind("environment", environment)
                .bind("number", wake.number())
                .execute());
    }
}
