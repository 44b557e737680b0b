package io.kinexus.operator.sandbox;

/** The caller never hears the answer: the connection breaks before or after the account was changed. */
public final class LostReply extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LostReply(String why) {
        super(why);
    }
}
