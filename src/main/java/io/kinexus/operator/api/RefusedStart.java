package io.kinexus.operator.api;

/** A Task cannot be started now, or AWS cannot be asked about it. */
public final class RefusedStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param why for people, with what can be done */
    public RefusedStart(String why) {
        super(why);
    }
}
