package io.kinexus.operator.api;

/** What is wanted of a rollout cannot be, as it now is. */
public final class RefusedWish extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param why for people, with what can be done instead */
    public RefusedWish(String why) {
        super(why);
    }
}
