package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.policy.Policy.TestTask;
import io.kinexus.operator.core.rollout.Deployment.Status;
import io.kinexus.operator.core.rollout.State.Next;
import java.util.List;
import java.util.Optional;

/** The declared test of a revision, as far as one look shows. */
record Trial(Turn turn) {
    static Trial of(Turn turn) {
        return new Trial(turn);
    }

    private Optional<TestTask> task() {
        return turn.policy().test();
    }

    private Optional<Ended> ended() {
        return turn.facts().test();
    }

    Optional<Next> failed() {
        return task().flatMap(task -> ended().filter(end -> !end.passed())
                .flatMap(
                        end -> turn.back(Cause.FAULT, "the test " + task.name() + " failed" + Words.said(end.said()))));
    }

    /** Declared, and without an end. */
    boolean pending() {
        return task().isPresent() && ended().isEmpty();
    }

    /**
     * Nothing holds ECS until the test has ended. A rolling deployment and a first one have no moment without traffic: there
     * the test runs beside it.
     */
    Optional<Next> tooLate() {
        return pending() && !turn.rolling() && turn.doubts()
                ? noVerdict("before production traffic moved")
                : Optional.empty();
    }

    /** That a test takes long says nothing about the version. */
    Optional<Next> overdue() {
        return pending() && due() && turn.course().late(turn.facts(), turn.order())
                ? noVerdict("at the deadline of " + Words.time(turn.policy().deadline()))
                : Optional.empty();
    }

    private Optional<Next> noVerdict(String when) {
        return turn.back(
                Cause.DOUBT,
                "no verdict of the test " + task().map(TestTask::name).orElse("") + " in time: none " + when);
    }

    List<Command> commands() {
        return pending() && due() ? List.of(Command.TEST) : List.of();
    }

    String says() {
        return pending() && due()
                ? "; waits for the test " + task().map(TestTask::name).orElse("")
                : "";
    }

    /** When there is something to test: by the test listener once that leads to the new revision, else once all tasks run. */
    private boolean due() {
        Deployment ours = turn.ours();
        boolean listener = turn.policy()
                .place()
                .traffic()
                .flatMap(traffic -> traffic.testRule())
                .isPresent();
        boolean ready = (listener && !turn.rolling())
                ? ours.reached("POST_TEST_TRAFFIC_SHIFT")
                : ours.wanted() > 0 && ours.healthy() >= ours.wanted();
        return ours.status() == Status.SUCCESSFUL || (ours.status() == Status.IN_PROGRESS && ready);
    }
}
