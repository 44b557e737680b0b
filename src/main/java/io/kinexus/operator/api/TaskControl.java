package io.kinexus.operator.api;

import java.util.Optional;

/** Runs Tasks when a person asks for it. */
public interface TaskControl {
    /**
     * Starts a run; with a token that was used before it is the run of then.
     *
     * @param token of the caller's choice, so that asking twice starts one
     * @throws NoSuchEnvironment when no environment is called so
     * @throws BrokenFiles when the desired state cannot be read
     * @throws NoSuchTask when no Task is called so
     * @throws RefusedStart when it cannot be started now
     */
    TaskRunView start(String environment, String task, Optional<String> token, Caller by);

    /**
     * A run as it now is.
     *
     * @throws NoSuchEnvironment when no environment is called so
     * @throws BrokenFiles when the desired state cannot be read
     * @throws NoSuchTask when no Task is called so, or none of its runs
     * @throws RefusedStart when AWS cannot be asked
     */
    TaskRunView run(String environment, String task, String id);
}
