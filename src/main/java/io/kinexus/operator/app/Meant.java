package io.kinexus.operator.app;

import io.kinexus.operator.api.RefusedWish;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.State;
import io.kinexus.operator.core.rollout.Watching;
import io.kinexus.operator.core.rollout.Wish;
import io.kinexus.operator.engine.Rollouts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether what somebody wants of a rollout can be, and which revision is meant. */
final class Meant {
    /** How far back a revision is looked for that somebody wants again. */
    private static final int EARLIER = 200;

    private static final int LEAST_DIGITS = 8;
    private static final int SHOWN = 5;

    private final Rollouts rollouts;

    Meant(Rollouts rollouts) {
        this.rollouts = rollouts;
    }

    /** @throws RefusedWish when it cannot be */
    Wish wish(Rollout rollout, Wish.Kind what, Optional<String> to, String by) {
        boolean back = what == Wish.Kind.ROLLBACK;
        if (back && rollout.state().over()) {
            return new Wish(what, by, wayBack(rollout, to).id());
        }
        rollout.state().refuses(new Wish(what, by, "")).ifPresent(why -> {
            throw new RefusedWish(rollout.id() + ": " + why);
        });
        return new Wish(
                what, by, to.map(asked -> reachable(rollout, asked).id()).orElse(""));
    }

    /** Where a service goes back to on which nothing is under way. */
    private Rollout wayBack(Rollout rollout, Optional<String> to) {
        newest(rollout).filter(one -> !one.id().equals(rollout.id())).ifPresent(newer -> {
            throw new RefusedWish(rollout.id() + " has ended, and " + newer.id() + " came after it: it is "
                    + newer.state().word());
        });
        if (!(rollout.state() instanceof State.Succeeded)) {
            throw new RefusedWish(rollout.id() + " is " + rollout.state().word()
                    + ", so its revision does not run and there is nothing to go back from; declare the"
                    + " revision that is wanted");
        }
        return to.map(asked -> named(rollout, asked)).orElseGet(() -> succeeded(rollout).stream()
                .findFirst()
                .orElseThrow(() -> new RefusedWish("no earlier revision of "
                        + rollout.order().service().name() + " has succeeded: there is nothing to go back to")));
    }

    /**
     * As long as ECS is at work there is one way back, by which traffic moves at once: to what ran before. A rollout that is
     * only watched goes back to any.
     */
    private Rollout reachable(Rollout rollout, String asked) {
        Rollout wanted = named(rollout, asked);
        if (rollout.state() instanceof Watching) {
            return wanted;
        }
        succeeded(rollout).stream()
                .findFirst()
                .filter(good -> !good.order().revision().equals(wanted.order().revision()))
                .ifPresent(good -> {
                    throw new RefusedWish(
                            rollout.id() + " is " + rollout.state().word() + " and goes back to " + good.id()
                                    + "; roll back to " + wanted.id() + " once it is Watching, or has ended");
                });
        return wanted;
    }

    private Optional<Rollout> newest(Rollout rollout) {
        return rollouts.current(rollout.order().service().environment()).stream()
                .filter(one -> one.order().service().equals(rollout.order().service()))
                .findFirst();
    }

    /** By its id, or by enough of its revision to mean one. */
    private Rollout named(Rollout rollout, String asked) {
        List<Rollout> earlier = succeeded(rollout);
        List<Rollout> found = earlier.stream()
                .filter(one ->
                        one.id().equals(asked) || means(asked, one.order().revision()))
                .toList();
        long meant =
                found.stream().map(one -> one.order().revision()).distinct().count();
        if (meant == 1) {
            return found.get(0);
        }
        String service = rollout.order().service().name();
        throw new RefusedWish(
                meant > 1
                        ? asked + " may be several revisions of " + service + "; use more of its digits"
                        : "no other revision of " + service + " that has succeeded is called " + asked + "; "
                                + known(earlier));
    }

    private static boolean means(String asked, String revision) {
        return asked.length() >= LEAST_DIGITS && revision.startsWith(asked);
    }

    /** Newest first, without those of the revision that it is to go away from. */
    private List<Rollout> succeeded(Rollout rollout) {
        return rollouts.latest(rollout.order().service().environment(), EARLIER).stream()
                .filter(one -> one.order().service().equals(rollout.order().service()))
                .filter(one -> one.state().word().equals("Succeeded"))
                .filter(one -> !one.order().revision().equals(rollout.order().revision()))
                .toList();
    }

    private static String known(List<Rollout> earlier) {
        return earlier.isEmpty()
                ? "there is none"
                : "there are: "
                        + earlier.stream()
                                .limit(SHOWN)
                                .map(one ->
                                        one.id() + " (" + one.order().revision().substring(0, LEAST_DIGITS) + ")")
                                .collect(Collectors.joining(", "));
    }
}
