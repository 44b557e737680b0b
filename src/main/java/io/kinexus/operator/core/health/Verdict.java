package io.kinexus.operator.core.health;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What evidence says about health, with the sentences that say why. */
public record Verdict(Level level, List<String> because) {

    /** Worst last, so that the greatest decides. */
    public enum Level {
        HEALTHY,
        UNKNOWN,
        UNHEALTHY
    }

    public Verdict {
        because = List.copyOf(because);
    }

    public static Verdict healthy() {
        return new Verdict(Level.HEALTHY, List.of());
    }

    public static Verdict unknown(String why) {
        return new Verdict(Level.UNKNOWN, List.of(why));
    }

    public static Verdict unhealthy(String why) {
        return new Verdict(Level.UNHEALTHY, List.of(why));
    }

    /** The worst level wins and keeps its reasons; no evidence at all is healthy, since nothing was asked. */
    public static Verdict worst(Collection<Verdict> verdicts) {
        Level level = verdicts.stream()
                .map(Verdict::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.HEALTHY);
        List<String> because = new ArrayList<>();
        verdicts.stream().filter(v -> v.level() == level).forEach(v -> because.addAll(v.because()));
        return new Verdict(level, because);
    }
}
