package io.kinexus.operator.api;

/** A request that cannot be done as it stands; the message says what is allowed. */
public final class Unacceptable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unacceptable(String what) {
        super(what);
    }
}
