package io.kinexus.operator.api;

/** There is no quarantine to lift. */
public final class NotHeldBack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotHeldBack(String environment, String service) {
        super("no revision of " + service + " is held back in " + environment);
    }
}
