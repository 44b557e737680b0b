package io.kinexus.operator.api;

/** What a running controller answers and does. Every method throws {@link NoSuchEnvironment} for a name that is unknown. */
public interface Control {
    Status status();

    EnvironmentDetail environment(String name);

    Resources resources(String name);

    Drift drift(String name);

    History history(String name, int most);

    JournalView journal(String name, int most);

    /**
     * A dry run now.
     *
     * @throws BrokenFiles when the desired state cannot be read
     */
    PlanView plan(String name);

    /**
     * What it costs as it is declared.
     *
     * @throws BrokenFiles when the desired state cannot be read
     */
    CostView cost(String name);

    /** @param by who asked */
    Accepted reconcile(String name, Caller by);

    /**
     * Removes everything that gates let go, from now on until it is taken back.
     *
     * @throws Unacceptable when it is not confirmed
     * @throws RefusedWish when more goes than was allowed
     * @throws BrokenFiles when the desired state cannot be read
     */
    DestroyView destroy(String name, DestroyRequest request, Caller by);

    /** Takes that back: what the files want is made again. */
    Accepted spare(String name, Caller by);

    /** @param by who asked */
    Accepted pause(String name, boolean paused, Caller by);
}
