package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.rollout.Quarantine;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.State;
import io.kinexus.operator.core.rollout.Subject;
import io.kinexus.operator.core.rollout.Watching;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How rollouts stand.
 *
 * @param newest the newest of each service
 * @param quarantines revisions that are not to be tried again
 */
public record Courses(Map<ResourceId, Rollout> newest, Map<ResourceId, Quarantine> quarantines) {
    public Courses {
        newest = Map.copyOf(newest);
        quarantines = Map.copyOf(quarantines);
    }

    /** Nothing was ever rolled out. */
    public static Courses none() {
        return new Courses(Map.of(), Map.of());
    }

    /** @param current newest first */
    public static Courses of(Collection<Rollout> current, Map<ResourceId, Quarantine> quarantines) {
        Map<ResourceId, Rollout> newest = new LinkedHashMap<>();
        current.forEach(one -> newest.putIfAbsent(one.order().service(), one));
        return new Courses(newest, quarantines);
    }

    /** The rollout of a service that is not over. */
    public Optional<Rollout> underWay(ResourceId service) {
        return Optional.ofNullable(newest.get(service))
                .filter(one -> !one.state().over());
    }

    /** Why this very revision is kept out. One that is not known may be just that. */
    public Optional<Quarantine> heldBack(ResourceId service, Optional<String> revision) {
        return Optional.ofNullable(quarantines.get(service))
                .filter(one -> revision.map(one.revision()::equals).orElse(true));
    }

    /** The ARN of the task definition that ran before what was taken back, or of the newest that has stayed. */
    public Optional<String> lastGood(ResourceId service) {
        return Optional.ofNullable(newest.get(service))
                .filter(one -> one.state().over())
                .flatMap(one -> one.state() instanceof State.Succeeded
                        ? Optional.of(one.order().policy().place().taskDefinition())
                        : one.subject().good().map(Subject.Good::taskDefinition));
    }

    /** Whether a service's tasks are being replaced, or wait for a person in the midst of it; not while it is only watched. */
    boolean replacing(ResourceId service) {
        return underWay(service)
                .filter(one -> !(one.state() instanceof Watching))
                .isPresent();
    }
}
