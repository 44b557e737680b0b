package io.kinexus.operator.engine;

import io.kinexus.operator.core.environment.Permit;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.Map;
import java.util.Set;

/** What an environment remembers between turns, so that it does not do the same thing for ever. */
public interface Memory {

    /** How often each of these differences was attempted without going away: resource -> fingerprint -> times. */
    Map<ResourceId, Tries> tries(String environment);

    /** Remembers one more attempt; another fingerprint starts again at one. */
    void tried(Lease lease, ResourceId resource, String fingerprint);

    /** The difference is gone. */
    void forget(Lease lease, ResourceId resource);

    Set<Permit> usedPermits(String environment);

    void use(Lease lease, Permit permit);

    /** Whether a person has paused the environment: it is then planned and reported, and not written. */
    boolean paused(String environment);

    /** @param by who asked; kept for the journal */
    void pause(String environment, boolean paused, String by);

    /** @param fingerprint of the difference that was attempted */
    record Tries(String fingerprint, int times) {}
}
