package io.kinexus.operator.core.resource;

import io.kinexus.operator.core.run.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Brings the data of a resource back beside it, never over it: what is made is nobody's until a person declares it. */
public interface Restorer<S extends Spec> {
    /** How a copy is called that is made at this moment; AWS's limits are kept to. */
    String copy(Declared<S> original, Instant now);

    /**
     * Begins; asked again with the same name it leaves what it has begun.
     *
     * @param at the moment that the data is to be as of; empty for the newest that there is
     * @return terminal with what is possible instead, where that moment cannot be had
     */
    Outcome restore(Scope scope, Declared<S> original, Optional<Instant> at, String copy);

    /** How far it is; empty when there is no such copy. */
    Optional<Copy> look(Scope scope, String copy);

    /**
     * A copy that was begun.
     *
     * @param of the declaration that it is a copy of
     * @param status AWS's word for how far it is
     * @param outputs as of the original, once they are known: {@code host}, {@code port}
     */
    record Copy(
            String name,
            String of,
            String status,
            boolean ready,
            boolean failed,
            Instant began,
            Map<String, String> outputs) {
        public Copy {
            outputs = Map.copyOf(outputs);
        }
    }
}
