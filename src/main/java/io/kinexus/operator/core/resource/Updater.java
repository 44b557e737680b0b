package io.kinexus.operator.core.resource;

import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.run.Outcome;
import java.util.List;

/** Closes the gap of the given fields, and of no others. */
@FunctionalInterface
public interface Updater<S extends Spec, L extends Live> {
    Outcome update(Scope scope, Declared<S> wanted, L live, List<FieldChange> changes, Attempt attempt);
}
