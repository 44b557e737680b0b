package io.kinexus.operator.core.health;

/** Why a task stopped, by whose fault that is, and so by what it counts. */
public enum StopCause {
    /** The image is not there, may not be pulled, or has not the command that is to run. */
    IMAGE(Weight.DECISIVE, "the image cannot be used"),
    /** A secret or parameter cannot be read. */
    SECRET(Weight.DECISIVE, "a secret cannot be read"),
    /** A role cannot be assumed, or may not do what a start needs. */
    ROLE(Weight.DECISIVE, "a role cannot be assumed or may not"),
    ARCHITECTURE(Weight.DECISIVE, "the image is for another processor"),
    PORT(Weight.COUNTED, "its port cannot be had"),
    OUT_OF_MEMORY(Weight.COUNTED, "out of memory"),
    EXIT_CODE(Weight.COUNTED, "its container ended"),
    HEALTH_CHECK(Weight.COUNTED, "health checks failed"),
    /** The registry, Secrets Manager or another endpoint was not reached in time: a setting, or a bad minute. */
    NETWORK(Weight.COUNTED, "an endpoint was not reached"),
    /** It did not start for a reason that is none of these. */
    START(Weight.COUNTED, "it did not start"),
    CAPACITY(Weight.WAITS, "no capacity"),
    /** The registry has had too many pulls. */
    REGISTRY(Weight.WAITS, "the registry throttles"),
    SPOT(Weight.WAITS, "spot capacity was reclaimed"),
    /** What it ran on failed or was retired. */
    HOST(Weight.WAITS, "what it ran on failed"),
    /** ECS stopped it on purpose: a scale-in, or a deployment that replaced it. */
    SCHEDULER(Weight.MEANT, "stopped by ECS on purpose"),
    PERSON(Weight.MEANT, "stopped by a person");

    /** What a stop says about the version. */
    enum Weight {
        /** One is enough: the next task would end the same way. */
        DECISIVE,
        /** Counts, up to a threshold. */
        COUNTED,
        /** Not the version's fault; things take longer. */
        WAITS,
        /** Says nothing. */
        MEANT
    }

    private final Weight weight;
    private final String words;

    StopCause(Weight weight, String words) {
        this.weight = weight;
        this.words = words;
    }

    Weight weight() {
        return weight;
    }

    /** For people. */
    public String words() {
        return words;
    }
}
