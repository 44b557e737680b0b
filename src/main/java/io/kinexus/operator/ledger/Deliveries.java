package io.kinexus.operator.ledger;

import org.jdbi.v3.core.Jdbi;

/** Webhook deliveries that were taken. Only genuine ones come here, so strangers cannot fill the table. */
public final class Deliveries {
    private static final String FORGET = "delete from delivery where at < now() - interval '30 days'";
    private static final String ADD = "insert into delivery (digest) values (:digest) on conflict (digest) do nothing";

    private final Jdbi jdbi;

    public Deliveries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** False for one that was taken before, by any replica, in the last 30 days. */
    public boolean take(String digest) {
        return jdbi.inTransaction(handle -> {
            handle.execute(FORGET);
            return handle.createUpdate(ADD).bind("digest", digest).execute() > 0;
        });
    }

    /** The number of the newest; 0 when there is none. It grows with each. */
    public long newest() {
        return jdbi.withHandle(handle -> handle.createQuery("select coalesce(max(id), 0) from delivery")
                .mapTo(Long.class)
                .one());
    }
}
