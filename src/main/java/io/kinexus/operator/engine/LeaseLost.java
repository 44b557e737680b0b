package io.kinexus.operator.engine;

/** Somebody else holds the environment by now: stop, and write nothing more. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeaseLost(Lease lease) {
        super("the lease on " + lease.environment() + " with fence " + lease.fence() + " is no longer held");
    }
}
