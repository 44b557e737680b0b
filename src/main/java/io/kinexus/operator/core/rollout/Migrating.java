package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.policy.Policy.Migration;
import io.kinexus.operator.core.rollout.Wish.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Runs the migration on the new revision before any traffic, once.
 *
 * @param since when it was first asked for
 * @param ending why it is being stopped; empty while it may run
 */
public record Migrating(Course course, Instant since, Optional<Ending> ending, String because) implements State {
    /** A task that was told to stop has 30 s, and may never have been started. */
    private static final Duration STOPS = Duration.ofMinutes(5);

    /** The migration is being stopped. */
    public record Ending(Instant since, String because) {}

    @Override
    public Next next(Facts facts, Order order) {
        return ending.map(asked -> stopping(asked, facts)).orElseGet(() -> running(facts, order));
    }

    private Next running(Facts facts, Order order) {
        if (facts.migration().isPresent()) {
            return Next.to(ended(facts.migration().get(), facts));
        }
        Duration timeout = order.policy().migration().map(Migration::timeout).orElse(Duration.ZERO);
        Optional<String> stop = Wishes.of(facts, Kind.ROLLBACK)
                .map(Wishes::takenBack)
                .or(() -> facts.now().isAfter(since.plus(timeout))
                        ? Optional.of("the migration has not ended in " + Words.time(timeout))
                        : Optional.empty())
                .or(() -> course.late(facts, order)
                        ? Optional.of("the migration has not ended at the deadline of "
                                + Words.time(order.policy().deadline()))
                        : Optional.empty());
        if (stop.isPresent()) {
            Ending asked = new Ending(facts.now(), stop.get());
            return Next.to(new Migrating(course, since, Optional.of(asked), stop.get()), Command.STOP_MIGRATION);
        }
        String waits = Wishes.of(facts, Kind.SUPERSEDE)
                .map(wish -> Wishes.overtaken(wish) + ", once the migration has ended")
                .orElse(because);
        return Next.to(new Migrating(course, since, ending, waits), Command.MIGRATE);
    }

    /** It was not stopped half-way for something newer, which may well need it. */
    private State ended(Ended migration, Facts facts) {
        if (!migration.passed()) {
            return new RolledBack("nothing was shifted; the migration failed" + Words.said(migration.said()));
        }
        return Wishes.beforeAnythingWasSent(facts)
                .orElseGet(() -> new Deploying(
                        course.migration(), facts.now(), "the migration has passed" + Words.said(migration.said())));
    }

    private Next stopping(Ending asked, Facts facts) {
        boolean done = facts.migration().isPresent()
                || facts.now().isAfter(asked.since().plus(STOPS));
        String how = facts.migration()
                .map(migration -> "it ended" + Words.said(migration.said()))
                .orElse("no end of it was seen");
        return done
                ? Next.to(new RolledBack("nothing was shifted; " + asked.because() + "; " + how))
                : Next.to(this, Command.STOP_MIGRATION);
    }

    @Override
    public Set<Look> looks() {
        return Set.of(Look.MIGRATION);
    }

    @Override
    public Optional<String> refuses(Wish wish) {
        return ending.isPresent() && wish.kind() == Kind.ROLLBACK
                ? Optional.of("the migration is being stopped already")
                : Wishes.refusedUntilSent(wish, this);
    }
}
