package io.kinexus.operator.core.rollout;

import static io.kinexus.operator.core.rollout.Scene.ERRORS;
import static io.kinexus.operator.core.rollout.Scene.FEW;
import static io.kinexus.operator.core.rollout.Scene.HEALTHY;
import static io.kinexus.operator.core.rollout.Scene.NO_CAPACITY;
import static io.kinexus.operator.core.rollout.Scene.at;
import static io.kinexus.operator.core.rollout.Scene.back;
import static io.kinexus.operator.core.rollout.Scene.course;
import static io.kinexus.operator.core.rollout.Scene.ended;
import static io.kinexus.operator.core.rollout.Scene.going;
import static io.kinexus.operator.core.rollout.Scene.row;
import static io.kinexus.operator.core.rollout.Scene.seen;
import static io.kinexus.operator.core.rollout.Scene.sent;
import static io.kinexus.operator.core.rollout.Scene.sentMigrated;
import static io.kinexus.operator.core.rollout.Scene.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Deployment.Status;
import io.kinexus.operator.core.rollout.Scene.Case;
import io.kinexus.operator.core.rollout.Scene.Wanted;
import io.kinexus.operator.core.rollout.State.Next;
import io.kinexus.operator.core.rollout.State.Pending;
import io.kinexus.operator.core.rollout.State.RollbackFailed;
import io.kinexus.operator.core.rollout.State.RolledBack;
import io.kinexus.operator.core.rollout.State.Superseded;
import io.kinexus.operator.core.rollout.Wish.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RollingBack, Held and NoBaseline: how a revision is taken back, and what keeps it from being. */
class WayBackTest {
    private static final Wanted CANARY = wanted(Strategy.CANARY);
    private static final Wanted CONTRACT = CANARY.migrating(true);
    private static final String BAD = "20 % errors";
    private static final RollingBack WARM = warm(Cause.FAULT);
    private static final RollingBack COLD = cold(10, BAD);
    private static final Held DOUBTED = Held.before(sent(), Cause.DOUBT, "no verdict");
    private static final String STAYS =
            "unhealthy in Shifting at 5 % of traffic: 20 % errors; not taken back, since its migration is of phase"
                    + " contract and the old revision may not work any more; ECS goes on by itself; continue, rollback, or"
                    + " a newer revision";
    private static final Shifting MIGRATED = new Shifting(sentMigrated(), 0, at(3), at(3), false, "5 %");
    private static final Held HELD = new Held(sentMigrated(), Cause.FAULT, STAYS, Optional.of(MIGRATED));

    private static RollingBack warm(Cause cause) {
        return new RollingBack(sent(), cause, false, at(10), BAD);
    }

    private static RollingBack cold(double minutes, String because) {
        return new RollingBack(sent(), Cause.FAULT, true, at(minutes), because);
    }

    static Stream<Case> warm() {
        return Stream.of(
                row(
                        "told until ECS does it",
                        WARM,
                        CANARY,
                        seen(11).with(going("BAKE_TIME", 100, 3)),
                        WARM,
                        Command.STOP_DEPLOYMENT),
                row("ECS is on it", WARM, CANARY, seen(11).with(ended(Status.ROLLING_BACK, 5, "")), WARM),
                row(
                        "done",
                        WARM,
                        CANARY,
                        seen(12).with(ended(Status.ROLLED_BACK, 0, "")),
                        new RolledBack(BAD + "; all traffic is on the last good revision")),
                row(
                        "ECS's word is not enough while the rule says otherwise",
                        WARM,
                        CANARY,
                        seen(12).with(ended(Status.ROLLED_BACK, 5, "")),
                        WARM),
                row(
                        "and after ten minutes is not believed",
                        WARM,
                        CANARY,
                        seen(21).with(ended(Status.ROLLED_BACK, 5, "")),
                        cold(
                                21,
                                BAD
                                        + "; ECS has rolled back, but 5 % of traffic still goes to the new revision,"
                                        + " so the last good revision is sent"),
                        Command.RESTORE),
                row(
                        "too late to stop: the old tasks are gone",
                        WARM,
                        CANARY,
                        seen(11).with(ended(Status.SUCCESSFUL, 100, "")),
                        cold(11, BAD + "; ECS had ended its deployment already, so the last good revision is sent"),
                        Command.RESTORE),
                row(
                        "ECS failed to roll back",
                        WARM,
                        CANARY,
                        seen(11).with(ended(Status.ROLLBACK_FAILED, 5, "stage timeout")),
                        cold(11, BAD + "; ECS failed to roll back: stage timeout, so the last good revision is sent"),
                        Command.RESTORE),
                row(
                        "ECS ignores it",
                        WARM,
                        CANARY,
                        seen(71).with(going("BAKE_TIME", 100, 3)),
                        cold(71, BAD + "; ECS did not roll back in 60 min, so the last good revision is sent"),
                        Command.RESTORE),
                row(
                        "nothing to go back to any more",
                        WARM,
                        CANARY,
                        seen(11).with(ended(Status.ROLLBACK_FAILED, 5, "")).nothingGood(),
                        new RollbackFailed(BAD + "; ECS failed to roll back, and there is nothing to go back to")),
                row(
                        "no verdict is no fault: a person decides",
                        warm(Cause.DOUBT),
                        CANARY,
                        seen(12).with(ended(Status.ROLLED_BACK, 0, "")),
                        Held.before(sent(), Cause.DOUBT, BAD + "; all traffic is on the last good revision")),
                row(
                        "something newer follows",
                        warm(Cause.OVERTAKEN),
                        CANARY,
                        seen(12).with(ended(Status.ROLLED_BACK, 0, "")),
                        new Superseded(BAD + "; all traffic is on the last good revision")),
                row("a failed look proves nothing", WARM, CANARY, seen(20), WARM),
                row(
                        "what was called off may have been sent a moment before",
                        new RollingBack(course(), Cause.PERSON, false, at(10), "ada"),
                        CANARY,
                        seen(11).with(going("SCALE_UP", 0, 0)),
                        new RollingBack(sent(), Cause.PERSON, false, at(10), "ada"),
                        Command.STOP_DEPLOYMENT),
                row(
                        "or not at all",
                        new RollingBack(course(), Cause.PERSON, false, at(10), "ada"),
                        CANARY,
                        seen(13),
                        new RolledBack("ada; nothing had been sent")));
    }

    static Stream<Case> cold() {
        return Stream.of(
                row("sent until ECS shows it", COLD, CANARY, seen(11), COLD, Command.RESTORE),
                row(
                        "what is taken back does not count as the way back",
                        COLD,
                        CANARY,
                        seen(11).with(ended(Status.SUCCESSFUL, 100, "")),
                        COLD,
                        Command.RESTORE),
                row("on its way", COLD, CANARY, seen(12).with(back(Status.ROLLING_BACK)), COLD),
                row(
                        "back",
                        COLD,
                        CANARY,
                        seen(14).with(back(Status.ROLLED_BACK)),
                        new RolledBack(BAD + "; the last good revision is back, 3 of 3 tasks are healthy")),
                row(
                        "failed",
                        COLD,
                        CANARY,
                        seen(14).with(back(Status.ROLLBACK_FAILED)),
                        new RollbackFailed(BAD + "; the last good revision could not be brought back")),
                row(
                        "a fix must not wait for ever",
                        COLD,
                        CANARY,
                        seen(71).with(back(Status.ROLLING_BACK)),
                        new RollbackFailed(
                                BAD + "; the last good revision is not back after 60 min: 3 of 3 tasks are healthy")));
    }

    static Stream<Case> held() {
        return Stream.of(
                row("waits for a person", DOUBTED, CANARY, seen(99), DOUBTED),
                row(
                        "who does without a verdict this time",
                        DOUBTED,
                        CANARY,
                        seen(99).with(Kind.CONTINUE),
                        new Pending(
                                new Course(at(99), Optional.empty(), sent().sent(), true, false),
                                "continued by ada; no verdict does not stop it this time")),
                row(
                        "or tries again when there is room",
                        Held.before(sent(), Cause.OUTSIDE, "no capacity"),
                        CANARY,
                        seen(99).with(Kind.CONTINUE),
                        new Pending(
                                new Course(at(99), Optional.empty(), sent().sent(), false, false), "continued by ada")),
                row(
                        "or has had enough",
                        DOUBTED,
                        CANARY,
                        seen(99).with(Kind.ROLLBACK),
                        new RolledBack("taken back by ada; no verdict")),
                row(
                        "or has something newer",
                        DOUBTED,
                        CANARY,
                        seen(99).with(Kind.SUPERSEDE),
                        new Superseded("overtaken by commit beef")));
    }

    static Stream<Case> contract() {
        Course consented = sentMigrated().consented(at(6));
        return Stream.of(
                row(
                        "the old revision may not work any more",
                        MIGRATED,
                        CONTRACT,
                        seen(5).with(going("PRODUCTION_TRAFFIC_SHIFT", 5, 3)).with(ERRORS),
                        HELD),
                row(
                        "an expanding migration does not stand in the way",
                        MIGRATED,
                        CANARY.migrating(false),
                        seen(5).with(going("PRODUCTION_TRAFFIC_SHIFT", 5, 3)).with(ERRORS),
                        new RollingBack(
                                sentMigrated(),
                                Cause.FAULT,
                                false,
                                at(5),
                                "unhealthy in Shifting at 5 % of traffic: 20 % errors"),
                        Command.STOP_DEPLOYMENT),
                row(
                        "a person may take it back all the same",
                        HELD,
                        CONTRACT,
                        seen(6).with(going("PRODUCTION_TRAFFIC_SHIFT", 5, 3)).with(Kind.ROLLBACK),
                        new RollingBack(sentMigrated(), Cause.PERSON, false, at(6), "taken back by ada; " + STAYS),
                        Command.STOP_DEPLOYMENT),
                row(
                        "or go on where it was",
                        HELD,
                        CONTRACT,
                        seen(6).with(going("PRODUCTION_TRAFFIC_SHIFT", 5, 3)).with(Kind.CONTINUE),
                        MIGRATED.with(consented)),
                row(
                        "where the same does not hold it again",
                        MIGRATED.with(consented),
                        CONTRACT,
                        seen(7).with(going("PRODUCTION_TRAFFIC_SHIFT", 5, 3)).with(ERRORS),
                        new Shifting(
                                consented,
                                0,
                                at(3),
                                at(7),
                                false,
                                "5 % of traffic is on the new revision, 3 of 3 tasks are healthy; no verdict yet: 20 %"
                                        + " errors")),
                row(
                        "or mend it forwards",
                        HELD,
                        CONTRACT,
                        seen(6).with(going("PRODUCTION_TRAFFIC_SHIFT", 5, 3)).with(Kind.SUPERSEDE),
                        new Superseded("overtaken by commit beef")),
                row(
                        "something newer lets a healthy one arrive first",
                        MIGRATED,
                        CONTRACT,
                        seen(3.1)
                                .with(going("PRODUCTION_TRAFFIC_SHIFT", 5, 3))
                                .with(HEALTHY)
                                .with(Kind.SUPERSEDE),
                        new Shifting(
                                sentMigrated(),
                                0,
                                at(3),
                                at(3),
                                true,
                                "5 % of traffic is on the new revision, 3 of 3 tasks are healthy; found healthy")),
                row(
                        "what ECS took back all the same is followed",
                        HELD,
                        CONTRACT,
                        seen(6).with(ended(Status.ROLLING_BACK, 0, "circuit breaker")),
                        new RollingBack(
                                sentMigrated(),
                                Cause.FAULT,
                                false,
                                at(6),
                                "ECS took it back in Shifting: circuit breaker")));
    }

    static Stream<Case> first() {
        Wanted stops = CANARY.firstOfAll(true);
        Deploying deploying = new Deploying(sent(), at(2), "");
        String nothing = "unhealthy in Deploying: 20 % errors; there is nothing to go back to, and the service is ";
        NoBaseline stopping = new NoBaseline(sent(), at(5), false, nothing + "stopped");
        return Stream.of(
                row(
                        "stopped by its policy",
                        deploying,
                        stops,
                        seen(5).with(going("SCALE_UP", 0, 0)).with(ERRORS).nothingGood(),
                        stopping,
                        Command.STOP_SERVICE),
                row(
                        "until nothing is wanted of it",
                        stopping,
                        stops,
                        seen(6).with(going("SCALE_UP", 0, 0)).nothingGood(),
                        stopping,
                        Command.STOP_SERVICE),
                row(
                        "which ends it",
                        stopping,
                        stops,
                        seen(7).with(new Deployment(Status.IN_PROGRESS, Optional.of(Scene.NEW), "", 0, 0, 0, "")),
                        new NoBaseline(sent(), at(5), true, nothing + "stopped")),
                row(
                        "left by its policy",
                        deploying,
                        CANARY.firstOfAll(false),
                        seen(5).with(going("SCALE_UP", 0, 0)).with(ERRORS).nothingGood(),
                        new NoBaseline(sent(), at(5), true, nothing + "left as it is")),
                row(
                        "a service that never worked has nothing to go back to either",
                        deploying,
                        CANARY,
                        seen(5).with(going("SCALE_UP", 0, 0)).with(ERRORS).nothingGood(),
                        stopping,
                        Command.STOP_SERVICE),
                row(
                        "no verdict protects nobody here",
                        new Shifting(sent(), 0, at(3), at(3), false, ""),
                        stops,
                        seen(12.5).with(going("BAKE_TIME", 100, 3)).with(FEW).nothingGood(),
                        new Baking(sent(), at(3), at(12.5), false, "all traffic is on the new revision")),
                row(
                        "too little capacity leaves it to a person, who may simply wait on",
                        deploying,
                        stops,
                        seen(61).with(going("SCALE_UP", 0, 1)).with(NO_CAPACITY).nothingGood(),
                        new Held(
                                sent(),
                                Cause.OUTSIDE,
                                "not done at the deadline of 60 min: SCALE_UP, 1 of 3 tasks are healthy; waits: no"
                                        + " capacity for 1 task; there is nothing to go back to",
                                Optional.of(deploying))),
                row(
                        "something newer is no reason to wait",
                        deploying,
                        stops,
                        seen(5).with(going("SCALE_UP", 0, 0))
                                .with(Kind.SUPERSEDE)
                                .nothingGood(),
                        new Superseded("overtaken by commit beef")));
    }

    @ParameterizedTest
    @MethodSource({"warm", "cold", "held", "contract", "first"})
    void moves(Case it) {
        assertThat(it.given().next(it.seen().facts(), it.order())).isEqualTo(new Next(it.state(), it.commands()));
    }

    @Test
    void onlyWhatWasTakenBackIsQuarantined() {
        assertThat(new RolledBack("bad").quarantines()).contains("bad");
        assertThat(new RollbackFailed("bad").quarantines()).contains("bad");
        assertThat(new NoBaseline(sent(), at(1), true, "bad").quarantines()).contains("bad");
        assertThat(List.of(DOUBTED, HELD, new Superseded("newer"), new State.Succeeded("fine"), WARM))
                .allSatisfy(state -> assertThat(state.quarantines()).isEmpty());
    }

    @Test
    void aWishIsForgottenOnceItCanHaveNoMoreEffect() {
        assertThat(WARM.refuses(Scene.wish(Kind.ROLLBACK))).isPresent();
        assertThat(DOUBTED.refuses(Scene.wish(Kind.CONTINUE))).isEmpty();
        assertThat(DOUBTED.refuses(Scene.wish(Kind.PROMOTE))).isPresent();
        assertThat(MIGRATED.refuses(Scene.wish(Kind.SUPERSEDE))).isEmpty();
        assertThat(new Superseded("newer").refuses(Scene.wish(Kind.ROLLBACK)))
                .contains("the rollout has ended: Superseded");
    }

    @Test
    void theWayBackSaysSinceWhen() {
        assertThat(WARM.restores()).isEmpty();
        assertThat(COLD.restores()).contains(at(10));
    }
}
