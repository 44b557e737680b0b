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
 * @param behind what is to be said of the revision: why a newer one is not in force, why it is not known whether there is one,
 *     or that it does not build on the one before; one line each
 */
public record Desired(
        Settings settings,
        String commit,
        List<Declared<?>> resources,
        List<DeclarationId> waiting,
        List<String> behind) {
    public Desired {
        resources = List.copyOf(resources);
        waiting = List.copyOf(waiting);
        behind = List.copyOf(behind);
    }

    /** The newest that there is. */
    public Desired(Settings settings, String commit, List<Declared<?>> resources, List<DeclarationId> waiting) {
        this(settings, commit, resources, waiting, List.of());
    }

    /** The same, still in force although it may not be the newest. */
    public Desired behind(List<String> why) {
        return why.equals(behind) ? this : new Desired(settings, commit, resources, waiting, why);
    }

    /** The same of another revision that wants the same. */
    public Desired at(String other) {
        return other.equals(commit) ? this : new Desired(settings, other, resources, waiting, behind);
    }
}
