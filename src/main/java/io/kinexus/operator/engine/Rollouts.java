package io.kinexus.operator.engine;

import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Quarantine;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.Wish;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the ledger keeps of rollouts: how far each is, what people want of it, and what must not be tried again. */
public interface Rollouts {
    /**
     * Keeps it, new or as it has become; with it, in the same transaction, the quarantine that its state asks for.
     *
     * @throws LeaseLost when the lease's fence is not the environment's newest
     */
    void put(Lease lease, Rollout rollout);

    /** Of every service the newest, and whatever else is not over; newest first. */
    List<Rollout> current(String environment);

    /** Newest first. */
    List<Rollout> latest(String environment, int most);

    Optional<Rollout> find(String id);

    /** The newest that has succeeded: what can be gone back to. */
    Optional<Rollout> good(ResourceId service);

    /** By service. */
    Map<ResourceId, Quarantine> quarantines(String environment);

    /** Lifts it; false when there was none. By anybody who may, whoever holds the lease. */
    boolean release(ResourceId service);

    /** The newest wish stands, until it is heard. By anybody who may, whoever holds the lease. */
    void wish(String rollout, Wish wish);

    Optional<Wish> wished(String rollout);

    /** This wish has had its effect; another one that has come meanwhile stands. */
    void heard(Lease lease, String rollout, Wish wish);
}
