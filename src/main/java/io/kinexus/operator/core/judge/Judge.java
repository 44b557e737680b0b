package io.kinexus.operator.core.judge;

import io.kinexus.operator.core.health.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges a share of bad requests. The method, its sources and its curves are in {@code docs/judge.md}.
 *
 * <p>It looks at the latest minutes in windows of several lengths, since a regression may be large and new, or small and old.
 * In each it asks how likely so many bad requests are if nothing is worse, given how much this service varies by itself;
 * and that most minutes of the window are bad, since a burst is not a regression.
 */
public final class Judge {
    /** Minutes in a window, and the share of a look's chance of being wrong that it may spend. */
    private static final List<Window> WINDOWS = List.of(new Window(2, 0.1), new Window(5, 0.6), new Window(15, 0.3));

    private static final double BASELINE_CONFIDENCE = 0.9;

    /** How much worse than {@code max} a revision has to be for silence to mean health. */
    private static final double SEEN_AT = 3;

    private static final double POWER = 0.9;

    private record Window(int minutes, double share) {}

    /**
     * One look at one metric.
     *
     * @param chance of calling a healthy revision unhealthy, in this look at this metric; from 0 to 1
     */
    public Verdict judge(Evidence evidence, Criterion criterion, double chance) {
        if (Counts.of(evidence.candidate()).requests() == 0) {
            return Verdict.unknown(criterion.name() + ": no requests yet");
        }
        Case it = new Case(evidence, criterion, new Dispersion(evidence.history(), evidence.concurrent()), chance);
        for (Window window : WINDOWS) {
            Optional<String> why = it.worse(window);
            if (why.isPresent()) {
                return Verdict.unhealthy(why.get());
            }
        }
        return it.enough();
    }

    private record Case(Evidence evidence, Criterion criterion, Dispersion dispersion, double chance) {

        Optional<String> worse(Window window) {
            int size = evidence.candidate().size();
            int minutes = Math.min(size, window.minutes());
            if (minutes < 2) {
                return Optional.empty();
            }
            List<Minute> latest = evidence.candidate().subList(size - minutes, size);
            double mayBe = chance * window.share() / 2;
            Optional<String> overMax = criterion.max().flatMap(max -> over(latest, max, mayBe, "more than max"));
            if (!evidence.concurrent() && criterion.max().isPresent()) {
                return overMax.flatMap(why -> baseline(latest, mayBe).map(also -> why));
            }
            return overMax.or(() -> minutes < 3 ? Optional.empty() : baseline(latest, mayBe));
        }

        private Optional<String> baseline(List<Minute> latest, double mayBe) {
            Counts baseline = Counts.of(evidence.baseline());
            if (baseline.requests() == 0) {
                return Optional.empty();
            }
            double allowed = Tail.above(baseline, BASELINE_CONFIDENCE) * (1 + criterion.tolerance());
            return Counts.of(latest).share() < criterion.slight()
                    ? Optional.empty()
                    : over(latest, allowed, mayBe, "worse than the baseline's");
        }

        private Optional<String> over(List<Minute> latest, double allowed, double mayBe, String what) {
            Counts counts = Counts.of(latest);
            double bad = latest.stream()
                    .filter(minute -> minute.bad() > minute.requests() * allowed)
                    .count();
            boolean persistent = bad >= Persistence.least(latest, counts.share(), allowed);
            if (!persistent
                    || Tail.atLeast(counts.bad(), counts.requests() * allowed, dispersion.of(latest.size())) >= mayBe) {
                return Optional.empty();
            }
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s: %.2f %% of %.0f requests in %d minutes, %s %.2f %%",
                    criterion.name(),
                    100 * counts.share(),
                    counts.requests(),
                    counts.minutes(),
                    what,
                    100 * allowed));
        }

        /** Whether a revision that is clearly too bad would have been seen by now. */
        Verdict enough() {
            Counts all = Counts.of(evidence.candidate());
            double usual = Tail.above(
                    Counts.of(evidence.baseline().isEmpty() ? evidence.candidate() : evidence.baseline()),
                    BASELINE_CONFIDENCE);
            double bad =
                    Math.min(1, Math.max(SEEN_AT * criterion.max().orElse(10 * criterion.slight()), SEEN_AT * usual));
            double needed =
                    Tail.critical(all.requests() * usual, dispersion.of(Math.max(1, all.minutes())), chance * 0.3);
            double seen = Tail.atLeast(needed, all.requests() * bad, 0.01);
            return seen >= POWER
                    ? Verdict.healthy()
                    : Verdict.unknown(String.format(
                            Locale.ROOT, "%s: %.0f requests are too few to tell", criterion.name(), all.requests()));
        }
    }
}
