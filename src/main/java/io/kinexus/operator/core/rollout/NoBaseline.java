package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.rollout.Deployment.Status;
import io.kinexus.operator.core.rollout.State.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A first deployment failed, and there is nothing to go back to.
 *
 * @param done whether nothing is left to do: the service is stopped, or is left as it is by its policy
 */
public record NoBaseline(Course course, Instant since, boolean done, String because) implements State {
    /** For so long the service is waited for, if ECS shows none. */
    private static final Duration SHOWS = Duration.ofMinutes(5);

    static NoBaseline of(Course course, String because, Instant now, boolean stop) {
        String what = "; there is nothing to go back to, and the service is " + (stop ? "stopped" : "left as it is");
        return new NoBaseline(course, now, !stop, because + what);
    }

    @Override
    public Next next(Facts facts, Order order) {
        Deployment shown = course.ours(facts.deployment());
        boolean stopped = shown.status() == Status.NONE ? facts.now().isAfter(since.plus(SHOWS)) : shown.wanted() == 0;
        return done || stopped
                ? Next.to(new NoBaseline(course, since, true, because))
                : new Next(this, commands(shown));
    }

    /** What is to be done while ECS shows this. */
    List<Command> commands(Deployment shown) {
        boolean nothing = shown.status() == Status.NONE || shown.wanted() == 0;
        return done || nothing ? List.of() : List.of(Command.STOP_SERVICE);
    }

    @Override
    public Set<Look> looks() {
        return done ? Set.of() : Set.of(Look.DEPLOYMENT);
    }

    @Override
    public boolean over() {
        return done;
    }

    @Override
    public Optional<String> quarantines() {
        return Optional.of(because);
    }
}
