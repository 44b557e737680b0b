package io.kinexus.operator.aws;

import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Live;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.resource.Spec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads in batches, several at a time; a batch that fails is unreadable, and says nothing about the others. */
public final class Sweep {
    private Sweep() {}

    /** At most {@code size} wanted resources a look. What a look does not answer for is absent. */
    public static <S extends Spec, L extends Live> Map<ResourceId, Observation<L>> inBatches(
            Scope scope,
            Collection<Declared<S>> wanted,
            int size,
            Function<List<Declared<S>>, Map<ResourceId, Observation<L>>> look) {
        Map<ResourceId, Observation<L>> seen = new LinkedHashMap<>();
        scope.each(batches(List.copyOf(wanted), size), batch -> guarded(batch, look))
                .forEach(seen::putAll);
        return seen;
    }

    /** One look for all: for kinds that are listed whole. */
    public static <S extends Spec, L extends Live> Map<ResourceId, Observation<L>> whole(
            Collection<Declared<S>> wanted, Function<List<Declared<S>>, Map<ResourceId, Observation<L>>> look) {
        return wanted.isEmpty() ? Map.of() : guarded(List.copyOf(wanted), look);
    }

    /** One look each, several at a time: for kinds that AWS describes only one by one. */
    public static <S extends Spec, L extends Live> Map<ResourceId, Observation<L>> oneByOne(
            Scope scope, Collection<Declared<S>> wanted, Function<Declared<S>, Observation<L>> look) {
        return inBatches(scope, wanted, 1, batch -> Map.of(batch.get(0).id(), look.apply(batch.get(0))));
    }

    public static <T> List<List<T>> batches(List<T> items, int size) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < items.size(); from += size) {
            batches.add(items.subList(from, Math.min(items.size(), from + size)));
        }
        return batches;
    }

    private static <S extends Spec, L extends Live> Map<ResourceId, Observation<L>> guarded(
            List<Declared<S>> batch, Function<List<Declared<S>>, Map<ResourceId, Observation<L>>> look) {
        Map<ResourceId, Observation<L>> seen = new LinkedHashMap<>();
        try {
            Map<ResourceId, Observation<L>> answer = look.apply(batch);
            batch.forEach(one -> seen.put(one.id(), answer.getOrDefault(one.id(), Observation.absent())));
        } catch (SdkException failure) {
            batch.forEach(one -> seen.put(one.id(), Observation.unreadable(AwsFailures.says(failure))));
        }
        return seen;
    }
}
