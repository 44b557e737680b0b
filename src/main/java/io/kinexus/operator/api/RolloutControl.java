package io.kinexus.operator.api;

import io.kinexus.operator.core.rollout.Wish;
import java.util.Optional;

/** What a running controller answers about rollouts, and passes on to them. */
public interface RolloutControl {
    /**
     * Newest first.
     *
     * @throws NoSuchEnvironment when no environment is called so
     */
    RolloutList rollouts(String environment, int most);

    /** Empty when no rollout has this id. */
    Optional<RolloutView> rollout(String id);

    /**
     * Notes who wants what; the rollout hears it within moments.
     *
     * @param to rollback: the id of an earlier rollout, or 8 or more digits of its revision; empty for the last good one
     * @throws NoSuchRollout when no rollout has this id
     * @throws RefusedWish when that cannot be, as the rollout now is
     */
    Accepted wish(String id, Wish.Kind what, Optional<String> to, Caller by);

    /**
     * Lets the revision be tried again that is held back.
     *
     * @throws NoSuchEnvironment when no environment is called so
     * @throws NotHeldBack when there is none
     */
    Accepted release(String environment, String service, Caller by);
}
