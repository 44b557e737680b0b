package io.kinexus.operator.aws;

/** Where clients come from: the real SDK over HTTP, or the sandbox's in-process door. */
@FunctionalInterface
public interface Clients {
    /** The client of one service by its interface; the same instance for the same arguments. */
    <C> C client(Class<C> service, String account, String region);
}
