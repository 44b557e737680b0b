package io.kinexus.operator.engine;

import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.health.Recoverable;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.plan.Standing;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Live;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.Reference;
import io.kinexus.operator.core.resource.References;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.resource.Spec;
import io.kinexus.operator.core.run.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One resource as wanted and as seen, with the kind that knows both: what keeps their types together.
 *
 * @param tags the environment's tags that are missing or differ
 * @param wanted with every reference filled that was known when it was looked at
 */
record Sighting<S extends Spec, L extends Live>(
        ResourceKind<S, L> kind, Declared<S> wanted, Observation<L> seen, List<FieldChange> tags) {
    Sighting {
        tags = List.copyOf(tags);
    }

    Sighting<S, L> tags(List<FieldChange> drift) {
        return new Sighting<>(kind, wanted, seen, drift);
    }

    ResourceId id() {
        return wanted.id();
    }

    Diff diff() {
        return diff(wanted.spec());
    }

    /** The difference if the references of what is declared stood for this. */
    Diff diff(Declared<?> open, Function<Reference, Optional<String>> known) {
        return diff(References.fill(kind.specType().cast(open.spec()), known));
    }

    /** The same as if the references of what is declared stood for this. */
    Sighting<S, L> filled(Declared<?> open, Function<Reference, Optional<String>> known) {
        S spec = References.fill(kind.specType().cast(open.spec()), known);
        return new Sighting<>(kind, wanted.spec(spec), seen, tags);
    }

    private Diff diff(S spec) {
        return seen.fold(
                no -> new Diff.Missing(),
                yes -> kind.fields().compare(spec, yes.live()).and(tags),
                no -> new Diff.Unknown(no.why()));
    }

    /** Known once it is there; nothing of a failed look. */
    Map<String, String> outputs() {
        return seen.seen().map(kind::outputs).orElse(Map.of());
    }

    Optional<String> output(String name) {
        return Optional.ofNullable(outputs().get(name)).filter(value -> !value.isEmpty());
    }

    Verdict health() {
        return seen.fold(no -> missing(), yes -> kind.health(yes.live()), no -> Verdict.unknown(no.why()));
    }

    List<Recoverable> recoverable() {
        return seen.seen().map(kind::recoverable).orElse(List.of());
    }

    /** What is ours is made; what is made by hand may be missing for good. */
    private Verdict missing() {
        return wanted.existing()
                .map(name -> Verdict.unknown(name + " is made by hand, and is not there"))
                .orElseGet(Verdict::healthy);
    }

    boolean present() {
        return seen.fold(no -> false, yes -> true, no -> false);
    }

    boolean unreadable() {
        return seen.fold(no -> false, yes -> false, no -> true);
    }

    boolean settled() {
        return seen.fold(no -> true, Observation.Present::settled, no -> true);
    }

    boolean idle() {
        return seen.seen().filter(kind::idle).isPresent();
    }

    /** References that were not known yet. */
    Set<Reference> open() {
        return References.in(wanted.spec());
    }

    Standing standing() {
        boolean foreign =
                seen.fold(no -> false, yes -> !yes.ours() && wanted.existing().isEmpty(), no -> false);
        return new Standing(foreign, kind.stateful(), kind.scaling(), kind.rollsOut(), settled(), output("arn"))
                .guarded(seen.seen().flatMap(kind::guarded));
    }

    /** The same, knowing what is to be changed. */
    Standing standing(Diff diff) {
        List<FieldChange> changes = diff instanceof Diff.Drifted drift ? drift.changes() : List.of();
        return changes.isEmpty()
                ? standing()
                : standing()
                        .impossible(seen.seen().flatMap(live -> kind.impossible(wanted.spec(), live, changes)))
                        .only(seen.seen().flatMap(live -> kind.window(wanted.spec(), live, changes)));
    }

    /** Every text that AWS has in it: what shows which others it refers to. */
    Set<String> texts() {
        return References.texts(seen.seen());
    }

    /** What it uses as it is wanted. */
    Usage usage() {
        return kind.usage(wanted.spec());
    }

    /** What it uses as it is; empty for what is not seen. */
    Optional<Usage> used() {
        return seen.seen().map(kind::used);
    }

    Outcome create(Scope scope, Attempt attempt) {
        return kind.creator()
                .map(creator -> creator.create(scope, wanted, attempt))
                .orElseGet(() -> Outcome.terminal("NotCreatable", kind.name() + " is only read"));
    }

    Outcome update(Scope scope, List<FieldChange> changes, Attempt attempt) {
        return kind.updater()
                .flatMap(updater -> seen.seen().map(live -> updater.update(scope, wanted, live, changes, attempt)))
                .orElseGet(() -> Outcome.terminal("NotUpdatable", kind.name() + " cannot be changed in place"));
    }

    Outcome delete(Scope scope, Attempt attempt) {
        return kind.deleter()
                .flatMap(deleter -> seen.seen().map(live -> deleter.delete(scope, id(), live, attempt)))
                .orElseGet(() -> Outcome.terminal("NotDeletable", kind.name() + " cannot be deleted"));
    }
}
