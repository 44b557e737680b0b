package io.kinexus.operator.engine;

import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import java.util.List;

/**
 * One environment as its files want it, expanded to primitive resources.
 *
 * @param commit the revision: a commit id, or {@code sha256:} of the files
 * @param waiting declarations whose kind is read and checked but does not converge yet
 */
public record Desired(Settings settings, String commit, List<Declared<?>> resources, List<DeclarationId> waiting) {
    public Desired {
        resources = List.copyOf(resources);
        waiting = List.copyOf(waiting);
    }

    /** The same of another revision that wants the same. */
    public Desired at(String other) {
        return other.equals(commit) ? this : new Desired(settings, other, resources, waiting);
    }
}
