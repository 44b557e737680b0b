package io.kinexus.operator.engine;

import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.plan.Leftover;
import io.kinexus.operator.core.plan.Standing;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Live;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.References;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.run.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One resource of ours that nobody declares any more, with the kind that knows it. */
record Surplus<L extends Live>(ResourceKind<?, L> kind, ResourceId id, Observation<L> seen) {

    /**
     * @param from the declaration that asked for it, as far as that is known
     * @param after what still refers to it
     */
    Leftover leftover(Optional<DeclarationId> from, Set<ResourceId> after) {
        Standing standing = new Standing(
                        seen.fold(no -> false, yes -> !yes.ours(), no -> false),
                        kind.stateful(),
                        kind.scaling(),
                        kind.rollsOut(),
                        seen.fold(no -> true, Observation.Present::settled, no -> true),
                        Optional.ofNullable(outputs().get("arn")))
                .guarded(seen.seen().flatMap(kind::guarded));
        return new Leftover(
                id,
                from,
                after,
                standing,
                seen.fold(no -> Optional.empty(), yes -> Optional.empty(), no -> Optional.of(no.why())));
    }

    Map<String, String> outputs() {
        return seen.seen().map(kind::outputs).orElse(Map.of());
    }

    Usage used() {
        return seen.seen().map(kind::used).orElse(Usage.NONE);
    }

    Set<String> texts() {
        return References.texts(seen.seen());
    }

    Outcome delete(Scope scope, Attempt attempt) {
        return kind.deleter()
                .flatMap(deleter -> seen.seen().map(live -> deleter.delete(scope, id, live, attempt)))
                .orElseGet(() -> Outcome.terminal("NotDeletable", kind.name() + " cannot be deleted"));
    }
}
