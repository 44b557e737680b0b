package io.kinexus.operator.core.resource;

import io.kinexus.operator.core.run.Outcome;

/** Makes a resource. Called only after a fresh look found none; calling it twice leaves exactly one. */
@FunctionalInterface
public interface Creator<S extends Spec> {
    Outcome create(Scope scope, Declared<S> wanted, Attempt attempt);
}
