package io.kinexus.operator.engine;

import io.kinexus.operator.core.plan.Leftover;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What nobody declares any more, with what AWS and the tags still tell of it: who refers to it, and who asked for it. Its
 * spec is gone with its file, so that references are read from what is live. Pure.
 */
final class Leaving {
    private static final String ARN = "arn";

    private final World world;
    private final Map<ResourceId, Set<String>> texts = new HashMap<>();

    private Leaving(World world) {
        this.world = world;
        world.sightings().forEach((id, seen) -> texts.put(id, seen.texts()));
        world.surplus().forEach((id, left) -> texts.put(id, left.texts()));
    }

    static List<Leftover> of(World world) {
        if (world.surplus().isEmpty()) {
            return List.of();
        }
        Leaving leaving = new Leaving(world);
        return world.surplus().values().stream()
                .map(one -> one.leftover(leaving.from(one.id()), leaving.users(one)))
                .toList();
    }

    private Set<ResourceId> users(Surplus<?> one) {
        Set<String> names = identity(one.outputs());
        Set<ResourceId> users = new HashSet<>();
        texts.forEach((id, said) -> {
            if (!id.equals(one.id()) && said.stream().anyMatch(names::contains) && !sharesIdentity(id, names)) {
                users.add(id);
            }
        });
        return users;
    }

    /** Two that are parts of one thing, such as a secret and what is added to it, do not stand on each other. */
    private boolean sharesIdentity(ResourceId id, Set<String> names) {
        Map<String, String> outputs = Optional.ofNullable(world.surplus().get(id))
                .map(Surplus::outputs)
                .or(() -> world.of(id).map(Sighting::outputs))
                .orElse(Map.of());
        return identity(outputs).stream().anyMatch(names::contains);
    }

    /** What others name it by: its ARN, and the id that the ARN ends in; every output of what has no ARN. */
    private static Set<String> identity(Map<String, String> outputs) {
        String arn = outputs.getOrDefault(ARN, "");
        return outputs.entrySet().stream()
                .filter(one -> arn.isEmpty() || one.getKey().equals(ARN) || endsIn(arn, one))
                .map(Map.Entry::getValue)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }

    private static boolean endsIn(String arn, Map.Entry<String, String> output) {
        return output.getKey().endsWith("Id") && arn.endsWith("/" + output.getValue());
    }

    /** By its tag; what AWS keeps no tags for goes with the thing whose name its own begins with. */
    private Optional<DeclarationId> from(ResourceId id) {
        return Optional.ofNullable(world.declarations().get(id)).or(() -> named(id));
    }

    private Optional<DeclarationId> named(ResourceId id) {
        return Stream.concat(world.declarations().keySet().stream(), world.declared().keySet().stream())
                .filter(other -> belongs(id.name(), other.name()))
                .max(Comparator.comparingInt((ResourceId other) -> other.name().length())
                        .thenComparing(Comparator.reverseOrder()))
                .flatMap(other -> Optional.ofNullable(world.declarations().get(other))
                        .or(() ->
                                Optional.ofNullable(world.declared().get(other)).map(Declared::from)));
    }

    /** What stands inside another has the other's name before a slash, as a rule has its listener's. */
    private static boolean belongs(String name, String other) {
        return name.equals(other) || name.startsWith(other + "-") || name.startsWith(other + "/");
    }
}
