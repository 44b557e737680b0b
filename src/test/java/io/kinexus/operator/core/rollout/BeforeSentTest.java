package io.kinexus.operator.core.rollout;

import static io.kinexus.operator.core.rollout.Scene.at;
import static io.kinexus.operator.core.rollout.Scene.course;
import static io.kinexus.operator.core.rollout.Scene.row;
import static io.kinexus.operator.core.rollout.Scene.seen;
import static io.kinexus.operator.core.rollout.Scene.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.rollout.Scene.Case;
import io.kinexus.operator.core.rollout.Scene.Wanted;
import io.kinexus.operator.core.rollout.State.Next;
import io.kinexus.operator.core.rollout.State.Pending;
import io.kinexus.operator.core.rollout.State.RolledBack;
import io.kinexus.operator.core.rollout.State.Superseded;
import io.kinexus.operator.core.rollout.Verification.Check;
import io.kinexus.operator.core.rollout.Verification.Result;
import io.kinexus.operator.core.rollout.Wish.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pending, Verifying and Migrating: nothing has been shifted. */
class BeforeSentTest {
    private static final Wanted CANARY = wanted(Strategy.CANARY);
    private static final Wanted MIGRATES = CANARY.migrating(false);
    private static final Pending PENDING = new Pending(course(), "image");
    private static final Verifying VERIFYING = new Verifying(course(), "");
    private static final Migrating MIGRATING =
            new Migrating(course(), at(1), Optional.empty(), "every check has passed");
    private static final Check FINE = new Check("image", Result.PASSED, "sha256:1");
    private static final Check MISSING = new Check("image", Result.FAILED, "api:2 does not exist: push it");
    private static final Check FULL = new Check("addresses", Result.FAILED, "3 needed, 2 are free");
    private static final Check ELSEWHERE = new Check("image", Result.NOT_CHECKED, "docker.io is not ECR");
    private static final String WAITS = "waits: addresses: 3 needed, 2 are free";

    static Stream<Case> pending() {
        return Stream.of(
                row("changes that come together are awaited", PENDING, CANARY, seen(-1), PENDING),
                row("its turn has come", PENDING, CANARY, seen(0), VERIFYING),
                row(
                        "taken back before it began",
                        PENDING,
                        CANARY,
                        seen(-1).with(Kind.ROLLBACK),
                        new RolledBack("taken back by ada before anything was sent")),
                row(
                        "something newer needs no way back",
                        PENDING,
                        CANARY,
                        seen(0).with(Kind.SUPERSEDE),
                        new Superseded("overtaken by commit beef")),
                row("there is nothing to promote", PENDING, CANARY, seen(-1).with(Kind.PROMOTE), PENDING));
    }

    static Stream<Case> verifying() {
        return Stream.of(
                row(
                        "nothing is sent unchecked",
                        VERIFYING,
                        CANARY,
                        seen(1),
                        new Verifying(course(), "waits for the checks")),
                row(
                        "all is well",
                        VERIFYING,
                        CANARY,
                        seen(1).verified(FINE),
                        new Deploying(course(), at(1), "every check has passed")),
                row(
                        "what was not checked is not called passed",
                        VERIFYING,
                        CANARY,
                        seen(1).verified(ELSEWHERE),
                        new Deploying(course(), at(1), "not checked: image: docker.io is not ECR")),
                row("a migration comes first", VERIFYING, MIGRATES, seen(1).verified(FINE), MIGRATING),
                row(
                        "a migration that has passed is not run a second time",
                        new Verifying(course().migration(), ""),
                        MIGRATES,
                        seen(1).verified(FINE),
                        new Deploying(course().migration(), at(1), "every check has passed")),
                row(
                        "a revision that cannot start is taken back before it is sent",
                        VERIFYING,
                        CANARY,
                        seen(1).verified(FULL, MISSING),
                        new RolledBack("nothing was shifted; image: api:2 does not exist: push it")),
                row(
                        "too few addresses are not the version's fault",
                        VERIFYING,
                        CANARY,
                        seen(1).verified(FINE, FULL),
                        new Verifying(course(), WAITS)),
                row(
                        "and at the deadline a person decides",
                        VERIFYING,
                        CANARY,
                        seen(61).verified(FULL),
                        Held.before(course(), Cause.OUTSIDE, "nothing was shifted in 60 min; " + WAITS)),
                row(
                        "taken back while it waits",
                        VERIFYING,
                        CANARY,
                        seen(1).verified(FULL).with(Kind.ROLLBACK),
                        new RolledBack("taken back by ada before anything was sent")));
    }

    static Stream<Case> testing() {
        Wanted both = MIGRATES.tested();
        Migrating tests = new Migrating(course().migration(), at(3), Optional.empty(), "it goes on");
        return Stream.of(
                row(
                        "a revision with a test is not sent before it has passed",
                        VERIFYING,
                        CANARY.tested(),
                        seen(1).verified(FINE),
                        new Migrating(course(), at(1), Optional.empty(), "every check has passed")),
                row(
                        "the test comes after the migration",
                        MIGRATING,
                        both,
                        seen(3).migration(true, "exit code 0"),
                        new Migrating(
                                course().migration(),
                                at(3),
                                Optional.empty(),
                                "the migration has passed: exit code 0")),
                row("asked for until it has ended", tests, both, seen(4), tests, Command.TEST),
                row(
                        "a test that has passed lets it be sent",
                        tests,
                        both,
                        seen(4).test(true, "exit code 0"),
                        new Deploying(course().migration(), at(4), "the test smoke has passed: exit code 0")),
                row(
                        "a test that fails ends it with nothing shifted",
                        tests,
                        both,
                        seen(4).test(false, "exit code 1"),
                        new RolledBack("nothing was shifted; the test smoke failed: exit code 1")),
                row(
                        "one that does not end is stopped",
                        tests,
                        both,
                        seen(19),
                        new Migrating(
                                course().migration(),
                                at(3),
                                Optional.of(new Migrating.Ending(at(19), "the test smoke has not ended in 15 min")),
                                "the test smoke has not ended in 15 min"),
                        Command.STOP_TASKS));
    }

    static Stream<Case> migrating() {
        String late = "the migration has not ended in 15 min";
        Migrating stopping = new Migrating(course(), at(1), Optional.of(new Migrating.Ending(at(17), late)), late);
        return Stream.of(
                row("asked for until it has ended", MIGRATING, MIGRATES, seen(2), MIGRATING, Command.MIGRATE),
                row(
                        "passed",
                        MIGRATING,
                        MIGRATES,
                        seen(3).migration(true, "exit code 0"),
                        new Deploying(course().migration(), at(3), "the migration has passed: exit code 0")),
                row(
                        "a migration that fails ends it with nothing shifted",
                        MIGRATING,
                        MIGRATES,
                        seen(3).migration(false, "exit code 1"),
                        new RolledBack("nothing was shifted; the migration failed: exit code 1")),
                row("past its time it is stopped", MIGRATING, MIGRATES, seen(17), stopping, Command.STOP_TASKS),
                row("until it has stopped", stopping, MIGRATES, seen(18), stopping, Command.STOP_TASKS),
                row(
                        "and was too late, however it ended",
                        stopping,
                        MIGRATES,
                        seen(18).migration(true, "exit code 0"),
                        new RolledBack("nothing was shifted; " + late + "; it ended: exit code 0")),
                row(
                        "one that never started does not block the service for ever",
                        stopping,
                        MIGRATES,
                        seen(23),
                        new RolledBack("nothing was shifted; " + late + "; no end of it was seen")),
                row(
                        "a person's wish stops it",
                        MIGRATING,
                        MIGRATES,
                        seen(2).with(Kind.ROLLBACK),
                        new Migrating(
                                course(),
                                at(1),
                                Optional.of(new Migrating.Ending(at(2), "taken back by ada")),
                                "taken back by ada"),
                        Command.STOP_TASKS),
                row(
                        "something newer lets it end, since it may need it",
                        MIGRATING,
                        MIGRATES,
                        seen(2).with(Kind.SUPERSEDE),
                        new Migrating(
                                course(),
                                at(1),
                                Optional.empty(),
                                "overtaken by commit beef, once the migration has ended"),
                        Command.MIGRATE),
                row(
                        "and follows then",
                        MIGRATING,
                        MIGRATES,
                        seen(3).with(Kind.SUPERSEDE).migration(true, "exit code 0"),
                        new Superseded("overtaken by commit beef")));
    }

    @ParameterizedTest
    @MethodSource({"pending", "verifying", "testing", "migrating"})
    void moves(Case it) {
        assertThat(it.given().next(it.seen().facts(), it.order())).isEqualTo(new Next(it.state(), it.commands()));
    }

    @ParameterizedTest
    @MethodSource({"pending", "verifying", "testing", "migrating"})
    void sendsNothingUnlessItSaysSo(Case it) {
        assertThat(it.given().deploys()).isFalse();
        assertThat(it.given().looks()).doesNotContain(State.Look.DEPLOYMENT);
    }

    @ParameterizedTest
    @MethodSource("states")
    void saysWhyAWishCannotBe(State state) {
        assertThat(state.refuses(Scene.wish(Kind.PROMOTE)))
                .hasValueSatisfying(why -> assertThat(why).contains("nothing has been sent"));
        assertThat(state.refuses(Scene.wish(Kind.CONTINUE)))
                .hasValueSatisfying(why -> assertThat(why).contains("Held"));
        assertThat(state.refuses(Scene.wish(Kind.ROLLBACK))).isEmpty();
        assertThat(state.refuses(Scene.wish(Kind.SUPERSEDE))).isEmpty();
    }

    static List<State> states() {
        return List.of(PENDING, VERIFYING, MIGRATING);
    }
}
