package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.policy.Policy.Migration;
import io.kinexus.operator.core.policy.Policy.TestTask;
import io.kinexus.operator.core.rollout.Wish.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Runs what must pass before anything is sent: the migration on the new revision, once, and then the declared test. ECS holds
 * none of its own stages for a test: only before them there is time for one.
 *
 * @param since when the one that runs now was first asked for
 * @param ending why it is being stopped; empty while it may run
 */
public record Migrating(Course course, Instant since, Optional<Ending> ending, String because) implements State {
    /** A task that was told to stop has 30 s, and may never have been started. */
    private static final Duration STOPS = Duration.ofMinutes(5);

    /** What runs is being stopped. */
    public record Ending(Instant since, String because) {}

    /** What runs now. */
    private record Errand(String name, Duration longest, Optional<Ended> end, Command command) {}

    /** Whether a revision has anything to pass. */
    static boolean needed(Course course, Order order) {
        return migration(course, order).isPresent() || order.policy().test().isPresent();
    }

    private static Optional<Migration> migration(Course course, Order order) {
        return order.policy().migration().filter(declared -> !course.migrated());
    }

    private Errand errand(Facts facts, Order order) {
        return migration(course, order)
                .map(one -> new Errand("the migration", one.timeout(), facts.migration(), Command.MIGRATE))
                .orElseGet(() -> new Errand(
                        "the test"
                                + order.policy()
                                        .test()
                                        .map(one -> " " + one.name())
                                        .orElse(""),
                        order.policy().test().map(TestTask::longest).orElse(Duration.ZERO),
                        facts.test(),
                        Command.TEST));
    }

    @Override
    public Next next(Facts facts, Order order) {
        Errand errand = errand(facts, order);
        return ending.map(asked -> stopping(asked, errand, facts)).orElseGet(() -> running(errand, facts, order));
    }

    private Next running(Errand errand, Facts facts, Order order) {
        if (errand.end().isPresent()) {
            return ended(errand, errand.end().get(), facts, order);
        }
        Optional<String> stop = Wishes.of(facts, Kind.ROLLBACK)
                .map(Wishes::takenBack)
                .or(() -> facts.now().isAfter(since.plus(errand.longest()))
                        ? Optional.of(errand.name() + " has not ended in " + Words.time(errand.longest()))
                        : Optional.empty())
                .or(() -> course.late(facts, order)
                        ? Optional.of(errand.name() + " has not ended at the deadline of "
                                + Words.time(order.policy().deadline()))
                        : Optional.empty());
        if (stop.isPresent()) {
            Ending asked = new Ending(facts.now(), stop.get());
            return Next.to(new Migrating(course, since, Optional.of(asked), stop.get()), Command.STOP_TASKS);
        }
        String waits = Wishes.of(facts, Kind.SUPERSEDE)
                .map(wish -> Wishes.overtaken(wish) + ", once " + errand.name() + " has ended")
                .orElse(because);
        return Next.to(new Migrating(course, since, ending, waits), errand.command());
    }

    /** It was not stopped half-way for something newer, which may well need it. */
    private Next ended(Errand errand, Ended end, Facts facts, Order order) {
        if (!end.passed()) {
            return Next.to(new RolledBack("nothing was shifted; " + errand.name() + " failed" + Words.ended(end)));
        }
        String passed = errand.name() + " has passed" + Words.said(end.said());
        boolean migrated = errand.command() == Command.MIGRATE;
        Course further = migrated ? course.migration() : course;
        Optional<State> left = Wishes.beforeAnythingWasSent(facts);
        if (left.isPresent() || !migrated || !needed(further, order)) {
            return Next.to(left.orElseGet(() -> new Deploying(further, facts.now(), passed)));
        }
        Migrating testing = new Migrating(further, facts.now(), Optional.empty(), passed);
        return facts.test().isPresent() ? testing.next(facts, order) : Next.to(testing);
    }

    private Next stopping(Ending asked, Errand errand, Facts facts) {
        boolean done =
                errand.end().isPresent() || facts.now().isAfter(asked.since().plus(STOPS));
        String how = errand.end().map(end -> "it ended" + Words.ended(end)).orElse("no end of it was seen");
        return done
                ? Next.to(new RolledBack("nothing was shifted; " + asked.because() + "; " + how))
                : Next.to(this, Command.STOP_TASKS);
    }

    @Override
    public Set<Look> looks() {
        return Set.of(Look.MIGRATION, Look.TEST);
    }

    @Override
    public Optional<String> refuses(Wish wish) {
        return ending.isPresent() && wish.kind() == Kind.ROLLBACK
                ? Optional.of("what runs before it is being stopped already")
                : Wishes.refusedUntilSent(wish, this);
    }
}
