package io.kinexus.operator.engine;

import io.kinexus.operator.core.plan.Leftover;
import io.kinexus.operator.core.plan.Standing;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Live;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Optional;

/** One resource of ours that nobody declares any more, with the kind that knows it. */
record Surplus<L extends Live>(ResourceKind<?, L> kind, ResourceId id, Observation<L> seen) {

    Leftover leftover() {
        return new Leftover(
                id,
                new Standing(
                        seen.fold(no -> false, yes -> !yes.ours(), no -> false),
                        kind.stateful(),
                        kind.scaling(),
                        kind.rollsOut(),
                        seen.fold(no -> true, Observation.Present::settled, no -> true),
                        seen.seen().map(kind::outputs).flatMap(outputs -> Optional.ofNullable(outputs.get("arn")))),
                seen.fold(no -> Optional.empty(), yes -> Optional.empty(), no -> Optional.of(no.why())));
    }

    Outcome delete(Scope scope, Attempt attempt) {
        return kind.deleter()
                .flatMap(deleter -> seen.seen().map(live -> deleter.delete(scope, id, live, attempt)))
                .orElseGet(() -> Outcome.terminal("NotDeletable", kind.name() + " cannot be deleted"));
    }
}
