package io.kinexus.operator.api;

/** The caller is kept to some environments, and this is about all of them. */
final class OnlyForAll extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OnlyForAll() {
        super("this is about all environments, and the token is for some");
    }
}
