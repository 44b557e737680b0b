package io.kinexus.operator.core.plan;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Reference;
import java.util.Set;

/**
 * What a look found out about one declared resource.
 *
 * @param unknown references in its spec to what could not be read: nothing may be concluded from a difference in them
 * @param comesLater whether what is pointed at may be missing until a person makes it
 */
public record Finding(Declared<?> wanted, Diff diff, Set<Reference> unknown, Standing standing, boolean comesLater) {
    public Finding {
        unknown = Set.copyOf(unknown);
    }

    /** Of a kind whose resources are there when they are pointed at. */
    public Finding(Declared<?> wanted, Diff diff, Set<Reference> unknown, Standing standing) {
        this(wanted, diff, unknown, standing, false);
    }
}
