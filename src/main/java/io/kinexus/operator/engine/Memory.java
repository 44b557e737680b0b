package io.kinexus.operator.engine;

import io.kinexus.operator.core.environment.Permit;
import io.kinexus.operator.core.gate.Tried;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an environment remembers between turns, so that it does not do the same thing for ever. */
public interface Memory {

    /** What was attempted, and did not go away by it. */
    Map<ResourceId, Tried> tries(String environment);

    /** Remembers one more attempt, counted as {@link Tried#then} says. */
    void tried(Lease lease, ResourceId resource, Tried one);

    /** The difference is gone. */
    void forget(Lease lease, ResourceId resource);

    Set<Permit> usedPermits(String environment);

    void use(Lease lease, Permit permit);

    /** Whether a person has paused the environment: it is then planned and reported, and not written. */
    boolean paused(String environment);

    /** A person's word that everything of it is to go; empty where nobody has given it, or it was taken back. */
    Optional<Destruction> destruction(String environment);

    /** In place of an earlier word. */
    void destroy(String environment, Destruction word);

    /** Takes the word back. */
    void spare(String environment);

    /** @param by who asked; kept for the journal */
    void pause(String environment, boolean paused, String by);
}
