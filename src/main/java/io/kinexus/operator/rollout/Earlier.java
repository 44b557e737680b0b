package io.kinexus.operator.rollout;

import io.kinexus.operator.core.rollout.RollingBack;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.State;
import io.kinexus.operator.core.rollout.Subject;
import io.kinexus.operator.core.rollout.Wish;
import io.kinexus.operator.engine.Rollouts;
import java.time.Instant;
import java.util.Optional;

/** Going back to an earlier revision because a person asks for it, also when the rollout has long ended. */
final class Earlier {
    private static final int MOST = 200;

    private final Rollouts rollouts;

    Earlier(Rollouts rollouts) {
        this.rollouts = rollouts;
    }

    /** The rollout with the revision to go back to that the wish names; as it is where it names none. */
    Rollout towards(Rollout rollout, Optional<Wish> wish) {
        return wish.filter(one -> one.kind() == Wish.Kind.ROLLBACK && !one.to().isEmpty())
                .flatMap(one -> named(rollout, one.to()))
                .map(target -> rollout.subject(good(rollout, target)))
                .orElse(rollout);
    }

    /** A rollout that has succeeded is opened once more, on its way back; empty where nobody asks, or nothing is there. */
    Optional<Rollout> reopened(Rollout rollout, Optional<Wish> wish, Instant now) {
        return wish.filter(one -> one.kind() == Wish.Kind.ROLLBACK && rollout.state() instanceof State.Succeeded)
                .flatMap(one -> (one.to().isEmpty() ? before(rollout) : named(rollout, one.to()))
                        .map(target -> rollout.subject(good(rollout, target))
                                .state(RollingBack.onceMore(now, "taken back by " + one.by()), now)));
    }

    private static Subject good(Rollout rollout, Rollout target) {
        return rollout.subject()
                .good(new Subject.Good(target.order().policy().place().taskDefinition(), Optional.empty()));
    }

    private Optional<Rollout> named(Rollout rollout, String to) {
        return rollouts.latest(rollout.order().service().environment(), MOST).stream()
                .filter(one -> one.order().service().equals(rollout.order().service()))
                .filter(one -> one.id().equals(to) || one.order().revision().startsWith(to))
                .findFirst();
    }

    private Optional<Rollout> before(Rollout rollout) {
        return rollouts.latest(rollout.order().service().environment(), MOST).stream()
                .filter(one -> one.order().service().equals(rollout.order().service()))
                .filter(one ->
                        one.state() instanceof State.Succeeded && !one.id().equals(rollout.id()))
                .findFirst();
    }
}
