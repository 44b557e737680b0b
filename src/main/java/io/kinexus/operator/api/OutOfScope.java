package io.kinexus.operator.api;

/** The caller has the role elsewhere, and not where it would be needed. */
final class OutOfScope extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfScope(String message) {
        super(message);
    }
}
