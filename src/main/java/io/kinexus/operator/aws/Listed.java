package io.kinexus.operator.aws;

import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Live;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.resource.Spec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A kind whose name is its identity, and whose listing shows everything but tags: whose it is comes with the ownership sweep,
 * and from its own tags while the sweep lags behind.
 *
 * @param byName the whole listing
 * @param tags reads one's own tags; asked only for what the sweep does not show, and is not pointed at
 */
public record Listed<L extends Live>(
        KindName kind,
        Supplier<Map<String, L>> byName,
        Function<L, String> arn,
        Predicate<L> settled,
        Function<L, Map<String, String>> tags) {

    /** @param name what to look for in the listing */
    public <S extends Spec> Map<ResourceId, Observation<L>> observe(
            Scope scope, Collection<Declared<S>> wanted, Function<Declared<S>, String> name) {
        return Sweep.whole(wanted, all -> {
            Map<String, L> live = byName.get();
            Map<ResourceId, Observation<L>> seen = new LinkedHashMap<>();
            for (Declared<S> one : all) {
                Optional.ofNullable(live.get(name.apply(one)))
                        .ifPresent(found -> seen.put(
                                one.id(),
                                new Observation.Present<>(found, settled.test(found), ours(scope, one, found))));
            }
            return seen;
        });
    }

    /** What the sweep shows of this kind, and nobody declares; nothing is listed unless there is some. */
    public Map<ResourceId, Observation<L>> surplus(Scope scope, Set<ResourceId> declared) {
        Map<ResourceId, Observation<L>> surplus = new LinkedHashMap<>();
        Map<ResourceId, List<String>> owned = Ownership.sweep(scope).of(kind);
        if (declared.containsAll(owned.keySet())) {
            return surplus;
        }
        for (L one : byName.get().values()) {
            owned.forEach((id, arns) -> {
                if (!declared.contains(id) && arns.contains(arn.apply(one))) {
                    surplus.put(id, new Observation.Present<>(one, settled.test(one), true));
                }
            });
        }
        return surplus;
    }

    private boolean ours(Scope scope, Declared<?> one, L found) {
        return one.existing().isEmpty() && Ownership.ours(scope, one.id(), arn.apply(found), () -> tags.apply(found));
    }
}
