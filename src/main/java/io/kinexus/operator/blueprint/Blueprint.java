package io.kinexus.operator.blueprint;

import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import java.util.List;

/**
 * Turns one declaration into primitive resources, by a pure function. Blueprints are stateless, have a public constructor
 * without arguments, and are found through {@link java.util.ServiceLoader}.
 */
public interface Blueprint<D extends Declaration> {
    /** As references write it: {@code load-balancer}. The document's {@code kind} is the same in one word: {@code LoadBalancer}. */
    KindName name();

    Class<D> declaration();

    /** False while the kind is only read and checked; its documents then show as waiting. */
    default boolean managed() {
        return true;
    }

    /** Mistakes that the types cannot show: sizes that do not exist, fields that exclude each other. All of them. */
    default List<Flaw> check(D declaration, Site site) {
        return List.of();
    }

    /** Called only for declarations without mistakes, in an environment without mistakes. */
    List<Declared<?>> expand(D declaration, Site site);
}
