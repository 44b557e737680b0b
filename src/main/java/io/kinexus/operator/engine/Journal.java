package io.kinexus.operator.engine;

import java.util.List;

/** Every write to AWS: committed before it is made, settled after it. */
public interface Journal {

    /**
     * Returns once the row is durable.
     *
     * @throws LeaseLost when the intent's fence is not the environment's newest
     */
    void intend(Lease lease, Intent intent);

    /** @throws LeaseLost when the lease's fence is not the environment's newest */
    void settle(Lease lease, String token, Settled settled);

    /** Intents without an end, oldest first. */
    List<Intent> open(String environment);

    /** Newest first. */
    List<JournalEntry> entries(String environment, int most);
}
