package io.kinexus.operator.core.resource;

/** The way into one environment's account, for as long as this process holds the environment. */
@FunctionalInterface
public interface Access {
    /** A scope that has seen nothing yet: one for each sweep. */
    Scope sweep();
}
