package io.kinexus.operator.core.judge;

import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.health.Verdict.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** One whole rollout before the judge: an hour of history, a canary step, a bake, a watch; a look each minute. */
final class Trial {
    private static final Criterion ERRORS = new Criterion("error-rate", Optional.of(0.01), 0);
    static final int STEP = 10;
    static final int REST = 40;

    private final Judge judge = new Judge();
    private final Noise noise;
    private final List<Minute> history = new ArrayList<>();

    Trial(Properties parameters, long seed, double perSecond, double usual) {
        noise = new Noise(parameters, seed, perSecond, usual);
        for (int i = 0; i < 60; i++) {
            history.addAll(noise.next(0, usual).get(1));
        }
    }

    /** The minute of the step in which it is called unhealthy. */
    Optional<Integer> step(double share, double rate) {
        List<Minute> candidate = new ArrayList<>();
        List<Minute> baseline = new ArrayList<>();
        for (int i = 1; i <= STEP; i++) {
            List<List<Minute>> both = noise.next(share, rate);
            candidate.addAll(both.get(0));
            baseline.addAll(both.get(1));
            if (look(new Evidence(candidate, baseline, true, history), Chance.step(0.005, 1, STEP))
                            .level()
                    == Level.UNHEALTHY) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    Verdict last = Verdict.healthy();

    Optional<Integer> rest(double rate) {
        List<Minute> candidate = new ArrayList<>();
        for (int i = 1; i <= REST; i++) {
            candidate.addAll(noise.next(1, rate).get(0));
            if (look(new Evidence(candidate, history, false, history), Chance.step(0.005, 1, REST))
                            .level()
                    == Level.UNHEALTHY) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private Verdict look(Evidence evidence, double chance) {
        last = judge.judge(evidence, ERRORS, chance);
        return last;
    }
}
