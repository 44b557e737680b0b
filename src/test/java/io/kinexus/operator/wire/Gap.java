package io.kinexus.operator.wire;

import io.kinexus.operator.core.resource.Scope;
import java.util.Set;

/**
 * One thing that moto does not do as AWS does.
 *
 * @param kind the kind or the service that meets it
 * @param action AWS's action
 * @param instead what moto does
 * @param reference where that is written, or seen
 * @param proof shows it
 * @param cases the promises of this kind that cannot be kept because of it
 */
record Gap(String kind, String action, String instead, String reference, Proof proof, Set<String> cases) {

    /** The calls that show it. */
    @FunctionalInterface
    interface Proof {
        /** Whether the gap is still there. */
        boolean shows(Scope scope);
    }

    @Override
    public String toString() {
        return kind + ": " + action + ": " + instead + " (" + reference + ")";
    }
}
