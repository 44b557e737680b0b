package io.kinexus.operator.core.environment;

import java.util.Set;

/** A named stretch of time in which nothing is changed, but for what it allows. */
public record Freeze(String name, Window window, Set<Allowed> allow) {
    /** What may still happen. */
    public enum Allowed {
        ROLLBACK,
        SCALING
    }

    public Freeze {
        allow = Set.copyOf(allow);
    }
}
