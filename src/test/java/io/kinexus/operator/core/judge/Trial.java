package io.kinexus.operator.core.judge;

import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.health.Verdict.Level;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** One whole rollout before the judge: an hour of history, a canary step, a bake, a watch; a look each minute. */
public final class Trial {
    private static final Criterion ERRORS = new Criterion("error-rate", Optional.of(0.01), Optional.of(0.0));
    private static final int HISTORY = 60;
    private static final int STEP = 10;
    private static final int REST = 40;

    private final Judge judge = new Judge();
    private final Noise noise;
    private final List<Minute> history = new ArrayList<>();
    private Verdict last = Verdict.unknown("not looked yet");

    /**
     * @param parameters of the noise; without any the traffic is flat
     * @param perSecond requests, in both groups together
     * @param usual share of bad requests
     */
    public Trial(Map<String, Double> parameters, long seed, double perSecond, double usual) {
        noise = new Noise(parameters, seed, perSecond, usual);
        for (int i = 0; i < HISTORY; i++) {
            history.addAll(noise.next(0, usual).get(1));
        }
    }

    /** The parameters in the file. */
    public static Map<String, Double> noise() throws IOException {
        Properties file = new Properties();
        try (InputStream in = Trial.class.getResourceAsStream("/judge/noise.properties")) {
            file.load(in);
        }
        return file.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, name -> Double.valueOf(file.getProperty(name))));
    }

    /** The minute of the step in which it is called unhealthy. */
    public Optional<Integer> step(double share, double rate) {
        List<Minute> candidate = new ArrayList<>();
        List<Minute> baseline = new ArrayList<>();
        for (int i = 1; i <= STEP; i++) {
            List<List<Minute>> both = noise.next(share, rate);
            candidate.addAll(both.get(0));
            baseline.addAll(both.get(1));
            if (unhealthy(new Evidence(candidate, baseline, true, history), STEP)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The minute of bake and watch, without the old revision beside it, in which it is called unhealthy. */
    public Optional<Integer> rest(double rate) {
        List<Minute> candidate = new ArrayList<>();
        for (int i = 1; i <= REST; i++) {
            candidate.addAll(noise.next(1, rate).get(0));
            if (unhealthy(new Evidence(candidate, history, false, history), REST)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** What the last look said. */
    public Verdict last() {
        return last;
    }

    private boolean unhealthy(Evidence evidence, int looks) {
        last = judge.judge(evidence, ERRORS, Chance.look(1, looks));
        return last.level() == Level.UNHEALTHY;
    }
}
