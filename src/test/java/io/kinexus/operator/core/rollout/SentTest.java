package io.kinexus.operator.core.rollout;

import static io.kinexus.operator.core.rollout.Scene.ERRORS;
import static io.kinexus.operator.core.rollout.Scene.FEW;
import static io.kinexus.operator.core.rollout.Scene.HEALTHY;
import static io.kinexus.operator.core.rollout.Scene.NO_CAPACITY;
import static io.kinexus.operator.core.rollout.Scene.NO_IMAGE;
import static io.kinexus.operator.core.rollout.Scene.at;
import static io.kinexus.operator.core.rollout.Scene.course;
import static io.kinexus.operator.core.rollout.Scene.ended;
import static io.kinexus.operator.core.rollout.Scene.going;
import static io.kinexus.operator.core.rollout.Scene.row;
import static io.kinexus.operator.core.rollout.Scene.seen;
import static io.kinexus.operator.core.rollout.Scene.sent;
import static io.kinexus.operator.core.rollout.Scene.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Deployment.Status;
import io.kinexus.operator.core.rollout.Scene.Case;
import io.kinexus.operator.core.rollout.Scene.Wanted;
import io.kinexus.operator.core.rollout.State.Next;
import io.kinexus.operator.core.rollout.State.Succeeded;
import io.kinexus.operator.core.rollout.State.Superseded;
import io.kinexus.operator.core.rollout.Wish.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deploying, Shifting, Baking and Watching: a revision on its way in, and what stops it. */
class SentTest {
    private static final Wanted CANARY = wanted(Strategy.CANARY);
    private static final Wanted LINEAR = wanted(Strategy.LINEAR);
    private static final Wanted BLUE_GREEN = wanted(Strategy.BLUE_GREEN);
    private static final Wanted ROLLING = wanted(Strategy.ROLLING);
    private static final String SHIFT = "PRODUCTION_TRAFFIC_SHIFT";
    private static final String FIVE = "5 % of traffic is on the new revision, 3 of 3 tasks are healthy; ";
    private static final String TOO_FEW = "no verdict yet: 12 requests are too few";
    private static final Deploying UNSENT = new Deploying(course(), at(1), "every check has passed");
    private static final Deploying DEPLOYING = new Deploying(sent(), at(2), "");
    private static final Shifting AT_FIVE = shifting(false, "");
    private static final Shifting HELD_AT_FIVE = shifting(true, FIVE + "found healthy");
    private static final Baking BAKING = new Baking(sent(), at(13), at(14), false, "");
    private static final Watching WATCHING = new Watching(sent(), at(20), at(20), "");

    private static Shifting shifting(boolean held, String because) {
        return new Shifting(sent(), 0, at(3), at(3), held, because);
    }

    private static RollingBack back(Cause cause, double minutes, String because) {
        return new RollingBack(sent(), cause, false, at(minutes), because);
    }

    private static RollingBack cold(Cause cause, double minutes, String because) {
        return new RollingBack(sent(), cause, true, at(minutes), because);
    }

    static Stream<Case> deploying() {
        return Stream.of(
                row(
                        "it may be sent, until ECS shows it",
                        UNSENT,
                        CANARY,
                        seen(2),
                        new Deploying(course(), at(2), "every check has passed")),
                row(
                        "ECS has begun",
                        UNSENT,
                        CANARY,
                        seen(2).with(going("SCALE_UP", 0, 1)),
                        new Deploying(sent(), at(2), "SCALE_UP, 1 of 3 tasks are healthy")),
                row(
                        "no capacity is no bad version, and is said",
                        DEPLOYING,
                        CANARY,
                        seen(3).with(going("SCALE_UP", 0, 1)).with(NO_CAPACITY),
                        new Deploying(
                                sent(), at(3), "SCALE_UP, 1 of 3 tasks are healthy; waits: no capacity for 1 task")),
                row(
                        "at the deadline that is no bad version either",
                        DEPLOYING,
                        CANARY,
                        seen(61).with(going("SCALE_UP", 0, 1)).with(NO_CAPACITY),
                        back(
                                Cause.OUTSIDE,
                                61,
                                "not done at the deadline of 60 min: SCALE_UP, 1 of 3 tasks are healthy; waits: no"
                                        + " capacity for 1 task"),
                        Command.STOP_DEPLOYMENT),
                row(
                        "without such a reason it is",
                        DEPLOYING,
                        CANARY,
                        seen(61).with(going("SCALE_UP", 0, 1)),
                        back(Cause.FAULT, 61, "not done at the deadline of 60 min: SCALE_UP, 1 of 3 tasks are healthy"),
                        Command.STOP_DEPLOYMENT),
                row(
                        "what a gate did not let out is no bad version",
                        UNSENT,
                        CANARY,
                        seen(61),
                        new RollingBack(
                                course(),
                                Cause.OUTSIDE,
                                false,
                                at(61),
                                "not even sent at the deadline of 60 min: every check has passed")),
                row(
                        "an image that is missing ends it with the first task",
                        DEPLOYING,
                        CANARY,
                        seen(3).with(going("SCALE_UP", 0, 0)).with(NO_IMAGE),
                        back(Cause.FAULT, 3, "unhealthy in Deploying: no such image"),
                        Command.STOP_DEPLOYMENT),
                row(
                        "traffic may have moved since the look before",
                        DEPLOYING,
                        CANARY,
                        seen(4).with(going(SHIFT, 5, 3)),
                        new Shifting(sent(), 0, at(2), at(4), false, "traffic moves")),
                row(
                        "in a rolling deployment the first healthy task takes some",
                        DEPLOYING,
                        ROLLING,
                        seen(4).with(going("", 0, 1)),
                        new Shifting(sent(), 0, at(2), at(4), false, "traffic moves")),
                row(
                        "one look without it is not the end",
                        DEPLOYING,
                        CANARY,
                        seen(6),
                        new Deploying(sent(), at(2), "0 of 0 tasks are healthy")),
                row(
                        "five minutes without it are",
                        DEPLOYING,
                        CANARY,
                        seen(8),
                        new Superseded(
                                "ECS has not shown its deployment for 5 min: the service was deleted or made anew")),
                row(
                        "the earlier attempt's deployment says nothing about this one",
                        new Deploying(sent().again(at(1), true), at(1), "x"),
                        CANARY,
                        seen(2).with(ended(Status.ROLLED_BACK, 0, "")),
                        new Deploying(sent().again(at(1), true), at(2), "x")),
                row(
                        "something newer needs no way back before anything was sent",
                        UNSENT,
                        CANARY,
                        seen(2).with(Kind.SUPERSEDE),
                        new Superseded("overtaken by commit beef")),
                row(
                        "a write may be under way while a person takes it back",
                        UNSENT,
                        CANARY,
                        seen(2).with(Kind.ROLLBACK),
                        new RollingBack(course(), Cause.PERSON, false, at(2), "taken back by ada")));
    }

    static Stream<Case> shifting() {
        return Stream.of(
                row(
                        "too little data is not health, and there is time",
                        AT_FIVE,
                        CANARY,
                        seen(11.9).with(going(SHIFT, 5, 3)).with(FEW),
                        new Shifting(sent(), 0, at(3), at(11.9), false, FIVE + TOO_FEW)),
                row(
                        "one interval before ECS goes on there must be a verdict",
                        AT_FIVE,
                        CANARY,
                        seen(12).with(going(SHIFT, 5, 3)).with(FEW),
                        back(
                                Cause.DOUBT,
                                12,
                                "no verdict at 5 % of traffic, and ECS goes on at the earliest at 2026-01-05T12:13:00Z:"
                                        + " 12 requests are too few; declare a larger percent or a longer stepBake, or"
                                        + " continue without a verdict"),
                        Command.STOP_DEPLOYMENT),
                row(
                        "without metrics to judge half a minute is enough",
                        AT_FIVE,
                        CANARY.unanalysed(),
                        seen(12.4).with(going(SHIFT, 5, 3)).with(FEW),
                        new Shifting(sent(), 0, at(3), at(12.4), false, FIVE + TOO_FEW)),
                row(
                        "a verdict is kept",
                        AT_FIVE,
                        CANARY,
                        seen(8).with(going(SHIFT, 5, 3)).with(HEALTHY),
                        new Shifting(sent(), 0, at(3), at(8), true, FIVE + "found healthy")),
                row(
                        "and silence after it does not undo it",
                        HELD_AT_FIVE,
                        CANARY,
                        seen(12.5).with(going(SHIFT, 5, 3)).with(FEW),
                        new Shifting(sent(), 0, at(3), at(12.5), true, FIVE + "found healthy")),
                row(
                        "errors after it do",
                        HELD_AT_FIVE,
                        CANARY,
                        seen(12.5).with(going(SHIFT, 5, 3)).with(ERRORS),
                        back(Cause.FAULT, 12.5, "unhealthy in Shifting at 5 % of traffic: 20 % errors"),
                        Command.STOP_DEPLOYMENT),
                row(
                        "looks so coarse that ECS has gone on already",
                        AT_FIVE,
                        CANARY,
                        seen(14).with(going("BAKE_TIME", 100, 3)).with(HEALTHY),
                        back(Cause.DOUBT, 14, "no verdict at 5 % of traffic before ECS went on to 100 %"),
                        Command.STOP_DEPLOYMENT),
                row(
                        "or is done",
                        AT_FIVE,
                        CANARY,
                        seen(24).with(ended(Status.SUCCESSFUL, 100, "")).with(HEALTHY),
                        cold(Cause.DOUBT, 24, "no verdict at 5 % of traffic before ECS went on to 100 %"),
                        Command.RESTORE),
                row(
                        "a person has decided to do without",
                        new Shifting(sent().consented(at(0)), 0, at(3), at(3), false, ""),
                        CANARY,
                        seen(12.5).with(going(SHIFT, 5, 3)).with(FEW),
                        new Shifting(sent().consented(at(0)), 0, at(3), at(12.5), false, FIVE + TOO_FEW)),
                row(
                        "all traffic is there",
                        HELD_AT_FIVE,
                        CANARY,
                        seen(14).with(going("BAKE_TIME", 100, 3)).with(FEW),
                        new Baking(sent(), at(13), at(14), false, "all traffic is on the new revision")),
                row(
                        "the next step needs a verdict of its own",
                        HELD_AT_FIVE,
                        LINEAR,
                        seen(14).with(going(SHIFT, 50, 3)).with(HEALTHY),
                        new Shifting(
                                sent(),
                                1,
                                at(13),
                                at(14),
                                false,
                                "50 % of traffic is on the new revision, 3 of 3 tasks are healthy")),
                row(
                        "a step that nobody saw has no verdict",
                        HELD_AT_FIVE,
                        LINEAR,
                        seen(24).with(going(SHIFT, 75, 3)).with(HEALTHY),
                        back(Cause.DOUBT, 24, "no verdict at 50 % of traffic before ECS went on to 75 %"),
                        Command.STOP_DEPLOYMENT),
                row(
                        "a rolling deployment needs none to go on",
                        AT_FIVE,
                        ROLLING,
                        seen(40).with(going("", 0, 2)).with(FEW),
                        new Shifting(sent(), 0, at(3), at(40), false, "2 of 3 tasks are healthy; " + TOO_FEW)),
                row(
                        "and is watched as soon as ECS is done",
                        AT_FIVE,
                        ROLLING,
                        seen(9).with(ended(Status.SUCCESSFUL, 0, "")),
                        new Watching(sent(), at(9), at(9), "ECS is done; 3 of 3 tasks are healthy")),
                row(
                        "ECS took it back by itself",
                        AT_FIVE,
                        CANARY,
                        seen(5).with(ended(Status.ROLLING_BACK, 5, "alarm api-5xx")),
                        back(Cause.FAULT, 5, "ECS took it back in Shifting at 5 % of traffic: alarm api-5xx")),
                row(
                        "somebody else deployed",
                        AT_FIVE,
                        CANARY,
                        seen(5).with(ended(Status.STOPPED, 0, "overtaken")),
                        new Superseded("by a deployment that this operator did not begin: overtaken")),
                row(
                        "promote cannot hurry ECS",
                        HELD_AT_FIVE,
                        CANARY,
                        seen(3.1).with(going(SHIFT, 5, 3)).with(Kind.PROMOTE),
                        HELD_AT_FIVE));
    }

    static Stream<Case> bakingAndWatching() {
        String all = "all traffic is on the new revision, 3 of 3 tasks are healthy; ";
        return Stream.of(
                row(
                        "after a canary the bake needs no verdict",
                        BAKING,
                        CANARY,
                        seen(17.5).with(going("BAKE_TIME", 100, 3)).with(FEW),
                        new Baking(sent(), at(13), at(17.5), false, all + TOO_FEW)),
                row(
                        "where all traffic moved at once it is the step that does",
                        BAKING,
                        BLUE_GREEN,
                        seen(17).with(going("BAKE_TIME", 100, 3)).with(FEW),
                        back(Cause.DOUBT, 17, "no verdict in the bake of 5 min: 12 requests are too few"),
                        Command.STOP_DEPLOYMENT),
                row(
                        "unless nothing is to be judged",
                        BAKING,
                        BLUE_GREEN.unanalysed(),
                        seen(17).with(going("BAKE_TIME", 100, 3)).with(FEW),
                        new Baking(sent(), at(13), at(17), false, all + TOO_FEW)),
                row(
                        "the old tasks are warm",
                        BAKING,
                        CANARY,
                        seen(15).with(going("BAKE_TIME", 100, 3)).with(ERRORS),
                        back(Cause.FAULT, 15, "unhealthy in Baking at 100 % of traffic: 20 % errors"),
                        Command.STOP_DEPLOYMENT),
                row(
                        "ECS is done",
                        BAKING,
                        CANARY,
                        seen(19).with(ended(Status.SUCCESSFUL, 100, "")),
                        new Watching(sent(), at(19), at(19), "ECS is done; the old tasks may be gone")),
                row(
                        "the old tasks may be gone: the last good revision is sent",
                        WATCHING,
                        CANARY,
                        seen(28).with(ended(Status.SUCCESSFUL, 100, "")).with(ERRORS),
                        cold(Cause.FAULT, 28, "unhealthy in Watching at 100 % of traffic: 20 % errors"),
                        Command.RESTORE),
                row(
                        "watched to the end",
                        WATCHING,
                        CANARY,
                        seen(35).with(ended(Status.SUCCESSFUL, 100, "")).with(HEALTHY),
                        new Succeeded("watched for 15 min")),
                row(
                        "no verdict makes it wait",
                        WATCHING,
                        CANARY,
                        seen(35).with(ended(Status.SUCCESSFUL, 100, "")).with(FEW),
                        new Watching(
                                sent(),
                                at(20),
                                at(35),
                                "no verdict after 15 min: 12 requests are too few; it is watched for at most 15 min"
                                        + " more")),
                row(
                        "but not for ever",
                        WATCHING,
                        CANARY,
                        seen(50).with(ended(Status.SUCCESSFUL, 100, "")).with(FEW),
                        new Succeeded("watched for 30 min, at the end without a verdict: 12 requests are too few")),
                row(
                        "a person is content",
                        WATCHING,
                        CANARY,
                        seen(21).with(ended(Status.SUCCESSFUL, 100, "")).with(Kind.PROMOTE),
                        new Succeeded("promoted by ada")),
                row(
                        "something newer goes on from here",
                        WATCHING,
                        CANARY,
                        seen(21).with(ended(Status.SUCCESSFUL, 100, "")).with(Kind.SUPERSEDE),
                        new Superseded("overtaken by commit beef")),
                row(
                        "while ECS is at work it comes back first",
                        BAKING,
                        CANARY,
                        seen(15).with(going("BAKE_TIME", 100, 3)).with(Kind.SUPERSEDE),
                        back(Cause.OVERTAKEN, 15, "overtaken by commit beef"),
                        Command.STOP_DEPLOYMENT),
                row(
                        "a person takes it back",
                        WATCHING,
                        CANARY,
                        seen(21).with(ended(Status.SUCCESSFUL, 100, "")).with(Kind.ROLLBACK),
                        cold(Cause.PERSON, 21, "taken back by ada"),
                        Command.RESTORE));
    }

    @ParameterizedTest
    @MethodSource({"deploying", "shifting", "bakingAndWatching"})
    void moves(Case it) {
        assertThat(it.given().next(it.seen().facts(), it.order())).isEqualTo(new Next(it.state(), it.commands()));
    }
}
