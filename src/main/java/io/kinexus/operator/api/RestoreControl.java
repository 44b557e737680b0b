package io.kinexus.operator.api;

/** Restores data beside its original when a person asks for it. */
public interface RestoreControl {
    /**
     * Begins a restore.
     *
     * @throws NoSuchEnvironment when no environment is called so
     * @throws BrokenFiles when the desired state cannot be read
     * @throws Unacceptable when nothing of that name is declared, or it is nothing that can be restored
     * @throws RefusedStart when AWS refuses, or has nothing of that moment
     */
    RestoreView restore(String environment, RestoreRequest what, Caller by);

    /**
     * How far it is. The first look that sees it ready measures how long it took.
     *
     * @throws NoSuchEnvironment when no environment is called so
     * @throws Unacceptable when there is no such copy
     */
    RestoreView look(String environment, String copy);
}
