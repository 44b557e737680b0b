package io.kinexus.operator.core.resource;

import io.kinexus.operator.core.policy.Launch;
import io.kinexus.operator.core.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One resource that is wanted, and why.
 *
 * @param from the declaration that asked for it
 * @param existing when present, the id or ARN of something that a person points at: it is read for references and checks,
 *     and never changed or deleted; the spec then only serves to find it
 * @param after resources that must be there first although no value of the spec refers to them
 * @param notes what the plan says about this step: what is not done yet, what a value was computed from
 * @param waitsFor declarations that are not managed yet and without which this resource cannot be complete; it is then
 *     shown, not written
 * @param policy how its new revisions come in, with references as in the spec; empty where a change is simply made
 * @param launch how it is started as a Task, with references as in the spec; empty for all but the task definition of one
 */
public record Declared<S extends Spec>(
        ResourceId id,
        DeclarationId from,
        S spec,
        Optional<String> existing,
        Set<ResourceId> after,
        List<String> notes,
        List<DeclarationId> waitsFor,
        Optional<Policy> policy,
        Optional<Launch> launch) {
    public Declared {
        after = Set.copyOf(after);
        notes = List.copyOf(notes);
        waitsFor = List.copyOf(waitsFor);
    }

    public static <S extends Spec> Declared<S> of(ResourceId id, DeclarationId from, S spec) {
        return new Declared<>(
                id, from, spec, Optional.empty(), Set.of(), List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    /** Pointed at by id or ARN, not taken over. */
    public Declared<S> existing(String idOrArn) {
        return new Declared<>(id, from, spec, Optional.of(idOrArn), after, notes, waitsFor, policy, launch);
    }

    public Declared<S> after(Set<ResourceId> first) {
        return new Declared<>(id, from, spec, existing, first, notes, waitsFor, policy, launch);
    }

    public Declared<S> notes(List<String> said) {
        return new Declared<>(id, from, spec, existing, after, said, waitsFor, policy, launch);
    }

    public Declared<S> waitsFor(List<DeclarationId> missing) {
        return new Declared<>(id, from, spec, existing, after, notes, missing, policy, launch);
    }

    public Declared<S> spec(S other) {
        return new Declared<>(id, from, other, existing, after, notes, waitsFor, policy, launch);
    }

    public Declared<S> policy(Policy how) {
        return new Declared<>(id, from, spec, existing, after, notes, waitsFor, Optional.of(how), launch);
    }

    public Declared<S> launch(Launch how) {
        return new Declared<>(id, from, spec, existing, after, notes, waitsFor, policy, Optional.of(how));
    }
}
