package io.kinexus.operator.api;

/** Nothing of that name was restored in the environment: 404. */
public final class NoSuchCopy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoSuchCopy(String environment, String copy) {
        super("there is no restored copy " + copy + " in " + environment);
    }
}
