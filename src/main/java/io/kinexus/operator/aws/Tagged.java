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
import java.util.function.Supplier;

/**
 * One live resource that has no name of its own: our tags are its identity. Two that carry the same id are never guessed
 * between: both are unreadable until a person removes one, or its tag.
 *
 * @param physicalId AWS's id, such as {@code vpc-0123456789abcdef0}
 * @param tags all of its tags
 */
public record Tagged<L extends Live>(String physicalId, L live, boolean settled, Map<String, String> tags) {

    private record Once(List<?> items) {}

    public Tagged {
        tags = Map.copyOf(tags);
    }

    /** A listing that is made once a sweep. */
    @SuppressWarnings("unchecked") // only this method writes under the key, and each key has one type
    public static <X> List<X> once(Scope scope, String key, Supplier<List<X>> look) {
        return (List<X>) scope.once(key, Once.class, () -> new Once(look.get())).items();
    }

    /** One Describe action with one filter; what does not exist is left out, and is not an error. */
    @FunctionalInterface
    public interface Listing<L extends Live> {
        /** @param filter EC2's name of it, such as {@code vpc-id} or {@code tag:Name} */
        List<Tagged<L>> matching(String filter, List<String> values);
    }

    /**
     * What is there of the wanted: by id where one is pointed at, else by our tags.
     *
     * @param idFilter the filter by AWS's id, such as {@code vpc-id}
     * @param ours lists what carries the environment's tag
     */
    public static <S extends Spec, L extends Live> Map<ResourceId, Observation<L>> observe(
            Collection<Declared<S>> wanted, String idFilter, Supplier<List<Tagged<L>>> ours, Listing<L> listing) {
        List<String> ids = wanted.stream()
                .flatMap(one -> one.existing().stream())
                .map(Tagged::id)
                .distinct()
                .toList();
        List<Tagged<L>> pointedAt = ids.isEmpty() ? List.of() : listing.matching(idFilter, ids);
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
     * As {@link #observe}, and what is absent so is looked for by the {@code Name} that we gave it: one that lost our tags
     * by somebody's hand is still there, no longer ours, and must not be made a second time.
     */
    public static <S extends Spec, L extends Live> Map<ResourceId, Observation<L>> observeNamed(
            Scope scope,
            Collection<Declared<S>> wanted,
            String idFilter,
            Supplier<List<Tagged<L>>> ours,
            Listing<L> listing) {
        Map<ResourceId, Observation<L>> seen = observe(wanted, idFilter, ours, listing);
        Map<String, ResourceId> missing = new LinkedHashMap<>();
        wanted.stream()
                .filter(one -> one.existing().isEmpty() && seen.get(one.id()) instanceof Observation.Absent)
                .forEach(one -> missing.put(Ec2Tags.name(one.id()), one.id()));
        if (missing.isEmpty() || scope.tags().containsKey(Ec2Tags.NAME)) {
            return seen;
        }
        Ec2Tags.batches(List.copyOf(missing.keySet())).stream()
                .flatMap(names -> listing.matching("tag:" + Ec2Tags.NAME, names).stream())
                .filter(live -> live.lostOurTags(scope))
                .forEach(live -> seen.put(
                        missing.get(live.tags().get(Ec2Tags.NAME)),
                        new Observation.Present<>(live.live(), live.settled(), false)));
        return seen;
    }

    /** It carries the environment's own tags, but not both of ours, and nobody else's. */
    private boolean lostOurTags(Scope scope) {
        String environment = tags.getOrDefault(Ownership.ENVIRONMENT, scope.environment());
        return environment.equals(scope.environment())
                && !(tags.containsKey(Ownership.ENVIRONMENT) && tags.containsKey(Ownership.RESOURCE))
                && tags.entrySet().containsAll(scope.tags().entrySet());
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
