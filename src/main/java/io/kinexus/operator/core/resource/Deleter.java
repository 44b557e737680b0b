package io.kinexus.operator.core.resource;

import io.kinexus.operator.core.run.Outcome;

/** Removes a resource; one that is already gone is {@code Done}. */
@FunctionalInterface
public interface Deleter<L extends Live> {
    Outcome delete(Scope scope, ResourceId id, L live, Attempt attempt);
}
