package io.kinexus.operator.core.judge;

import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.health.Verdict.Level;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges a share of bad requests. The method, its sources and its curves are in {@code docs/judge.md}.
 *
 * <p>It looks at the latest minutes in windows of several lengths, since a regression may be large and new, or small and old.
 * In each it asks how likely so many bad requests are if nothing is worse, given how much this service varies by itself;
 * and that most minutes of the window are bad, since a burst is not a regression.
 *
 * <ul>
 *   <li>{@code UNHEALTHY}: in one of the windows there is certainly more than {@code max}, or certainly more than the
 *       baseline and its tolerance. Without a concurrent baseline and with a {@code max}, both are needed; without any
 *       baseline, {@code max} decides alone.
 *   <li>{@code UNKNOWN}: if there is neither {@code max} nor baseline; otherwise, if there were so few requests that a clear
 *       regression could have been missed, or if more than {@code max} (without one: clearly more than the baseline's) were
 *       bad in all, though not certainly.
 *   <li>{@code HEALTHY}: otherwise.
 * </ul>
 */
public final class Judge {
    /**
     * Minutes in a window, and the share of a look's chance of being wrong that it may spend. The rest is kept back, since
     * the bursts of production last longer than the model has them.
     */
    private static final List<Window> WINDOWS = List.of(new Window(2, 0.05), new Window(5, 0.4), new Window(15, 0.15));

    private record Window(int minutes, double share) {}

    /**
     * One look at one metric.
     *
     * @param chance of calling a healthy revision unhealthy, in this look at this metric; above 0, below 1; see {@link Chance}
     * @return with a sentence that says the numbers, the window and the bound
     */
    public Verdict judge(Evidence evidence, Criterion criterion, double chance) {
        if (!(chance > 0 && chance < 1)) {
            throw new IllegalArgumentException("a chance of " + chance);
        }
        if (evidence.candidate().isEmpty()) {
            return Verdict.unknown(criterion.name() + ": no requests yet");
        }
        if (criterion.max().isEmpty() && evidence.baseline().isEmpty()) {
            return Verdict.unknown(criterion.name() + ": neither max nor baseline to judge by");
        }
        Case it = new Case(evidence, criterion, new Dispersion(evidence.history(), evidence.concurrent()), chance);
        return WINDOWS.stream()
                .flatMap(window -> it.worse(window).stream())
                .findFirst()
                .map(Verdict::unhealthy)
                .orElseGet(it::enough);
    }

    private record Case(Evidence evidence, Criterion criterion, Dispersion dispersion, double chance) {
        /** A difference from the baseline takes more minutes to believe than one from max, which sees what is large. */
        private static final int FEWEST = 5;

        private static final int FEWEST_WITHOUT_MAX = 3;

        /** How many times worse than allowed a revision has to be for silence to mean health, and how surely it is seen. */
        private static final double CLEARLY = 5;

        private static final double POWER = 0.9;

        /** Where no number of requests helps, none is named. */
        private static final double MOST = 10_000_000;

        Optional<String> worse(Window window) {
            List<Minute> latest = evidence.latest(window.minutes());
            if (latest.size() < 2) {
                return Optional.empty();
            }
            double mayBe = chance * window.share();
            Optional<String> overMax = criterion.max().flatMap(max -> over(latest, max, mayBe, "more than max"));
            if (evidence.baseline().isEmpty()) {
                return overMax;
            }
            if (!evidence.concurrent() && criterion.max().isPresent()) {
                return overMax.filter(why -> worseThanBaseline(latest, mayBe).isPresent());
            }
            int fewest = criterion.max().isPresent() ? FEWEST : FEWEST_WITHOUT_MAX;
            return overMax.or(() -> criterion.tolerance().isEmpty() || latest.size() < fewest
                    ? Optional.empty()
                    : worseThanBaseline(latest, mayBe));
        }

        /** Worse than it is in these minutes, since a burst may hit both, and worse than it is in all. */
        private Optional<String> worseThanBaseline(List<Minute> latest, double mayBe) {
            if (Counts.of(latest).share() < criterion.slight()) {
                return Optional.empty();
            }
            List<Minute> beside = evidence.beside(latest);
            double usual = Math.max(
                    Counts.of(evidence.baseline()).atMost(),
                    beside.isEmpty() ? 0 : Counts.of(beside).atMost());
            double allowed = usual * (1 + criterion.tolerance().orElse(0.0));
            return over(latest, allowed, mayBe, "worse than the baseline's");
        }

        private Optional<String> over(List<Minute> latest, double allowed, double mayBe, String what) {
            Counts counts = Counts.of(latest);
            double mean = counts.requests() * allowed;
            if (counts.bad() <= mean || allowed >= 1) {
                return Optional.empty();
            }
            double critical = Tail.critical(mean, dispersion.of(latest.size()), mayBe);
            long bad = latest.stream()
                    .filter(minute -> minute.bad() > minute.requests() * allowed)
                    .count();
            return counts.bad() < critical || bad < Persistence.least(latest, critical / counts.requests(), allowed)
                    ? Optional.empty()
                    : Optional.of(sentence(counts, what, allowed));
        }

        /** Whether a revision that is clearly too bad would have been seen by now. */
        Verdict enough() {
            Counts all = Counts.of(evidence.candidate());
            double usual = evidence.baseline().isEmpty()
                    ? criterion.slight()
                    : Counts.of(evidence.baseline()).atMost();
            double allowed = criterion.max().orElse(Math.max(criterion.slight(), usual));
            double bound = Math.min(allowed, usual);
            if (seen(all.requests(), all.minutes(), bound, allowed) < POWER) {
                return Verdict.unknown(String.format(
                        Locale.ROOT,
                        "%s: %.0f requests are too few to tell%s",
                        criterion.name(),
                        all.requests(),
                        needed(all, bound, allowed)));
            }
            boolean above = all.share() > criterion.max().orElse(CLEARLY * allowed);
            return new Verdict(
                    above ? Level.UNKNOWN : Level.HEALTHY,
                    List.of(sentence(all, above ? "not certainly more than" : "allowed are", allowed)));
        }

        /** How likely one that is clearly too bad would have been called so, with so many requests. */
        private double seen(double requests, int minutes, double bound, double allowed) {
            double critical = Tail.critical(requests * bound, dispersion.of(minutes), chance);
            return Tail.poissonAbove(critical - 1, requests * Math.min(1, CLEARLY * allowed));
        }

        /** So that a person knows whether to wait, to widen the step or to decide. */
        private String needed(Counts all, double bound, double allowed) {
            for (double requests = 10; requests <= MOST; requests *= 1.1) {
                if (requests > all.requests() && seen(requests, all.minutes(), bound, allowed) >= POWER) {
                    long tens = Math.round(requests / 10) * 10;
                    return "; about " + tens + " are needed";
                }
            }
            return "";
        }

        private String sentence(Counts counts, String what, double bound) {
            return String.format(
                    Locale.ROOT,
                    "%s: %.2f %% of %.0f requests in %d minutes, %s %.2f %%",
                    criterion.name(),
                    100 * counts.share(),
                    counts.requests(),
                    counts.minutes(),
                    what,
                    100 * bound);
        }
    }
}
