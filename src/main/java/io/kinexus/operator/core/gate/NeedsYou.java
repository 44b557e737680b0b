package io.kinexus.operator.core.gate;

import io.kinexus.operator.core.environment.Settings;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * AWS has refused what only a person can lift, elsewhere: a permission, a quota, a name. Asked again ever more seldom, and at
 * least once in every slow interval, so that it goes on by itself once that is done.
 */
public record NeedsYou() implements Gate {
    private static final int MOST_DOUBLINGS = 20;

    @Override
    public Ruling rule(Step step, Plan plan, Circumstances now) {
        return now.tried(step)
                .filter(Tried::outside)
                .filter(one -> now.now().isBefore(next(one, now.settings())))
                .<Ruling>map(one -> held(one, next(one, now.settings())))
                .orElseGet(Ruling.Go::new);
    }

    private static Ruling held(Tried one, Instant next) {
        return new Ruling.Hold(
                one.said() + "; tried " + one.times() + (one.times() == 1 ? " time" : " times") + ", again at " + next,
                Optional.of(next));
    }

    private static Instant next(Tried one, Settings settings) {
        Duration doubled = settings.fast().multipliedBy(1L << Math.min(MOST_DOUBLINGS, one.times() - 1));
        return one.at().plus(doubled.compareTo(settings.slow()) < 0 ? doubled : settings.slow());
    }
}
