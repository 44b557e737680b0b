package io.kinexus.operator.core.plan;

import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.gate.Ruling;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One resource's place in a plan.
 *
 * @param from the declaration that asks for it; empty for what nobody declares any more
 * @param after steps that come first
 * @param yielded fields that differ and belong to somebody else: shown, not written
 */
public record Step(
        Action action,
        Optional<DeclarationId> from,
        Set<ResourceId> after,
        List<FieldChange> yielded,
        Standing standing,
        Ruling ruling) {
    public Step {
        after = Collections.unmodifiableSortedSet(new TreeSet<>(after));
        yielded = List.copyOf(yielded);
    }

    public ResourceId id() {
        return action.id();
    }

    /** Written and yielded fields, in the order of the kind's table. */
    public List<FieldChange> fields() {
        return Stream.concat(action.changes().stream(), yielded.stream()).toList();
    }

    public Step ruling(Ruling other) {
        return new Step(action, from, after, yielded, standing, other);
    }

    public Step after(Set<ResourceId> other) {
        return new Step(action, from, other, yielded, standing, ruling);
    }

    /** Whether it would be written now. */
    public boolean goes() {
        return action.writes() && ruling.goes();
    }

    /** The same for the same difference: what the "same difference again" gate counts. */
    public String fingerprint() {
        String fields = action.changes().stream()
                .map(change -> change.path() + "=" + change.after())
                .collect(Collectors.joining(";"));
        return Names.sha256(action.word() + ":" + fields).substring(0, 16);
    }
}
