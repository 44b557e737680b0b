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
import java.util.function.Supplier;

/**
 * One live resource that has no name of its own: our tags are its identity. Two that carry the same id are never guessed
 * between: both are unreadable until a person removes one, or its tag.
 *
 * @param physicalId AWS's id, such as {@code vpc-0123456789abcdef0}
 * @param tags all of its tags
 */
public record Tagged<L extends Live>(String physicalId, L live, boolean settled, Map<String, String> tags) {

    private record Listing(List<?> items) {}

    public Tagged {
        tags = Map.copyOf(tags);
    }

    /** A listing that is made once a sweep. */
    @SuppressWarnings("unchecked") // only this method writes under the key, and each key has one type
    public static <X> List<X> once(Scope scope, String key, Supplier<List<X>> look) {
        return (List<X>)
                scope.once(key, Listing.class, () -> new Listing(look.get())).items();
    }

    /**
     * What is there of the wanted.
     *
     * @param ours lists what carries the environment's tag
     * @param byIds lists what is pointed at; an id that does not exist is left out, not an error
     */
    public static <S extends Spec, L extends Live> Map<ResourceId, Observation<L>> observe(
            Collection<Declared<S>> wanted,
            Supplier<List<Tagged<L>>> ours,
            Function<List<String>, List<Tagged<L>>> byIds) {
        List<String> ids = wanted.stream()
                .flatMap(one -> one.existing().stream())
                .map(Tagged::id)
                .distinct()
                .toList();
        List<Tagged<L>> pointedAt = ids.isEmpty() ? List.of() : byIds.apply(ids);
        List<Tagged<L>> tagged = wanted.stream().allMatch(one -> one.existing().isPresent()) ? List.of() : ours.get();
        Map<ResourceId, Observation<L>> seen = new LinkedHashMap<>();
        for (Declared<S> one : wanted) {
            List<Tagged<L>> those = one.existing()
                    .map(existing -> pointedAt.stream()
                            .filter(live -> live.physicalId().equals(id(existing)))
                            .toList())
                    .orElseGet(() -> of(one.id(), tagged));
            seen.put(one.id(), observation(one.id(), those));
        }
        return seen;
    }

    /**
     * What carries this environment's tags as a resource of this kind, and is not declared. Nothing is listed unless the
     * ownership sweep, which all kinds share, shows some.
     */
    public static <L extends Live> Map<ResourceId, Observation<L>> surplus(
            Scope scope, KindName kind, Set<ResourceId> declared, Supplier<List<Tagged<L>>> listing) {
        Map<ResourceId, Observation<L>> surplus = new LinkedHashMap<>();
        if (declared.containsAll(Ownership.sweep(scope).of(kind).keySet())) {
            return surplus;
        }
        List<Tagged<L>> ours = listing.get();
        for (Tagged<L> one : ours) {
            one.resource(scope.environment())
                    .filter(id -> id.kind().equals(kind) && !declared.contains(id))
                    .ifPresent(id -> surplus.put(id, observation(id, of(id, ours))));
        }
        return surplus;
    }

    /** Those that carry this very id. */
    public static <L extends Live> List<Tagged<L>> of(ResourceId id, List<Tagged<L>> all) {
        return all.stream().filter(one -> Ownership.ours(id, one.tags())).toList();
    }

    /** The last part of an ARN, or the id as it is. */
    private static String id(String idOrArn) {
        return idOrArn.startsWith("arn:") ? idOrArn.substring(idOrArn.lastIndexOf('/') + 1) : idOrArn;
    }

    private Optional<ResourceId> resource(String environment) {
        return Optional.ofNullable(tags.get(Ownership.RESOURCE))
                .filter(local -> environment.equals(tags.get(Ownership.ENVIRONMENT)) && local.indexOf('/') > 0)
                .map(local -> ResourceId.parse(environment + "/" + local));
    }

    private static <L extends Live> Observation<L> observation(ResourceId id, List<Tagged<L>> those) {
        if (those.isEmpty()) {
            return Observation.absent();
        }
        if (those.size() > 1) {
            return Observation.unreadable(those.size() + " resources carry " + Ownership.RESOURCE + "=" + id.local()
                    + " ("
                    + String.join(", ", those.stream().map(Tagged::physicalId).toList())
                    + "); delete all but one, or take that tag off them");
        }
        Tagged<L> one = those.get(0);
        return new Observation.Present<>(one.live(), one.settled(), Ownership.ours(id, one.tags()));
    }
}
