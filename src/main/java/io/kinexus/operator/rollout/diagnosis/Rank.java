package io.kinexus.operator.rollout.diagnosis;

/** How likely it is that a finding is the cause of others; the first is the likeliest. */
public enum Rank {
    /** No task of it can ever start: the image, a secret, a role, the processor. */
    CANNOT_START,
    /** Something that it talks to cannot be reached. */
    UNREACHABLE,
    /** AWS itself says that it is not well. */
    UNWELL,
    /** A revision is kept out, or a rollout waits for a person. */
    KEPT_BACK,
    /** Tasks end by themselves. */
    STOPS,
    /** The load balancer finds nobody well. */
    UNHEALTHY,
    /** A gate keeps it from being made as declared. */
    HELD,
    /** It is not as declared, and the next turn makes it so. */
    DIFFERS,
    /** It takes longer through nobody's fault. */
    WAITS,
    /** It could not be read, so nobody knows. */
    UNKNOWN,
    /** It is paid for and does nothing. */
    IDLE
}
