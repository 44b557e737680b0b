package io.kinexus.operator.desired;

import io.kinexus.operator.blueprint.Refers;
import io.kinexus.operator.core.resource.KindName;
import java.util.List;

/**
 * What a reference may point to.
 *
 * @param kinds as they are written before the slash; empty for any
 * @param qualified whether the text is {@code kind/name} instead of a bare name
 * @param edge whether the other must be there first
 */
record Target(List<String> kinds, boolean qualified, boolean edge) {
    static final Target ANY = new Target(List.of(), true, true);

    /** Nothing refers to the Environment: everything stands in it. */
    boolean fits(KindName kind) {
        return kinds.isEmpty() ? !kind.value().equals(Overlay.ENVIRONMENT) : kinds.contains(kind.value());
    }

    static Target of(Refers refers) {
        return new Target(List.of(refers.value()), refers.qualified(), refers.edge());
    }
}
