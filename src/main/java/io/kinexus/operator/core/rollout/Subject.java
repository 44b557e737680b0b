package io.kinexus.operator.core.rollout;

import java.util.Map;
import java.util.Optional;

/**
 * What was found when a rollout began, and must not be asked again later.
 *
 * @param good what ran before and can be gone back to; empty for a first deployment
 * @param firing alarms that were in ALARM already, with the value of their metric then
 * @param digest what the image's tag stood for, where a registry could say so
 */
public record Subject(Optional<Good> good, Map<String, Double> firing, Optional<String> digest) {
    public Subject {
        firing = Map.copyOf(firing);
    }

    /** Of an image whose digest is not known. */
    public Subject(Optional<Good> good, Map<String, Double> firing) {
        this(good, firing, Optional.empty());
    }

    /** The same, going back to another. */
    public Subject good(Good other) {
        return new Subject(Optional.of(other), firing, digest);
    }

    /** Before anything was looked at. */
    public static Subject unseen() {
        return new Subject(Optional.empty(), Map.of());
    }

    /** A revision that is known to be good: the ARNs of its task definition, and of ECS's service revision if that is known. */
    public record Good(String taskDefinition, Optional<String> serviceRevision) {}
}
