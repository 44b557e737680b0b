package io.kinexus.operator.api;

/** No token has this id. */
public final class NoSuchToken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchToken(String id) {
        super("no token has the id " + id);
    }
}
