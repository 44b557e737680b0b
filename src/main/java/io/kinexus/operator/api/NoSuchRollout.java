package io.kinexus.operator.api;

/** No rollout has this id, or the caller does not see its environment: it is told the same. */
public final class NoSuchRollout extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchRollout(String id) {
        super("no rollout has the id " + id + ", or the token does not see it");
    }
}
