package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.health.Finding;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The metrics of all rollouts in one call, once a minute is complete, and again every ten seconds until its point has come.
 * The whole range is read each time: a point that comes late is in the next look, and a restart loses nothing.
 */
final class MetricSignal implements Signal {
    /** CloudWatch is not asked in the very second. */
    private static final Duration PUBLISHED = Duration.ofSeconds(2);

    private static final Duration AGAIN = Duration.ofSeconds(10);
    /** A minute's point that has not come by then is not waited for. */
    private static final Duration GIVEN_UP = Duration.ofMinutes(3);

    private static final String WHAT = "metrics";

    /**
     * @param through the newest minute that has a point of the new revision, or is not waited for
     * @param tried when it was last read
     */
    private record Progress(Instant through, Instant tried) {}

    private final Readings readings = new Readings(WHAT);
    private final Map<String, Progress> progress = new ConcurrentHashMap<>();
    private final Since since;
    private final Shifting shifting;

    MetricSignal(Since since, Shifting shifting) {
        this.since = since;
        this.shifting = shifting;
    }

    /** What is read for one rollout. */
    private record Case(Followed rollout, String group, Instant begun) {}

    @Override
    public void look(Round round) {
        List<Case> cases = new ArrayList<>();
        round.rollouts().stream()
                .filter(one -> judged(one) && due(one, round.now()))
                .forEach(one -> {
                    Answer<Optional<String>> group = since.group(round.scope(), one);
                    group.value()
                            .flatMap(found -> found)
                            .ifPresentOrElse(
                                    found -> cases.add(new Case(one, found, since.of(round.scope(), one))),
                                    () -> note(round, one, unknown(group.problem()), false));
                });
        if (cases.isEmpty()) {
            return;
        }
        Set<Series> wanted = new LinkedHashSet<>();
        cases.forEach(one -> wanted.addAll(Points.needed(one.rollout())));
        Instant from = cases.stream()
                .map(one -> Comparison.from(one.begun()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Map<Series, Answer<Map<Instant, Double>>> read =
                MetricsAws.read(round.scope(), wanted, from, round.now().truncatedTo(ChronoUnit.MINUTES));
        cases.forEach(one -> judge(round, one, read));
    }

    private static boolean judged(Followed rollout) {
        return rollout.policy().analysis().filter(it -> !it.metrics().isEmpty()).isPresent()
                && rollout.place().traffic().isPresent()
                && (rollout.carries() || (rollout.mixed() && rollout.deployed()));
    }

    private boolean due(Followed rollout, Instant now) {
        Instant newest = newest(now);
        Progress last = progress.get(rollout.id());
        if (last == null) {
            return true;
        }
        Duration interval = interval(rollout);
        boolean fresh = !newest.isBefore(last.through().plus(interval));
        boolean published = !now.isBefore(newest.plus(1, ChronoUnit.MINUTES).plus(PUBLISHED));
        boolean first = last.tried().isBefore(newest.plus(1, ChronoUnit.MINUTES).plus(PUBLISHED));
        return fresh && published && (first || !last.tried().plus(AGAIN).isAfter(now));
    }

    private static Duration interval(Followed rollout) {
        Duration asked =
                rollout.policy().analysis().map(Policy.Analysis::interval).orElse(Duration.ZERO);
        return asked.compareTo(Duration.ofMinutes(1)) > 0
                ? asked.truncatedTo(ChronoUnit.MINUTES)
                : Duration.ofMinutes(1);
    }

    /** The latest minute that is complete. */
    private static Instant newest(Instant now) {
        return now.truncatedTo(ChronoUnit.MINUTES).minus(1, ChronoUnit.MINUTES);
    }

    private void judge(Round round, Case one, Map<Series, Answer<Map<Instant, Double>>> read) {
        Map<Series, Map<Instant, Double>> series = new HashMap<>();
        Optional<String> problem = Optional.empty();
        for (Series wanted : Points.needed(one.rollout())) {
            Answer<Map<Instant, Double>> answer = read.getOrDefault(wanted, Answer.none("not asked for"));
            answer.value().ifPresent(points -> series.put(wanted, points));
            problem = answer.value().isPresent() ? problem : Optional.of(answer.problem());
        }
        if (problem.isPresent()) {
            note(round, one.rollout(), unknown(problem.get()), false);
            return;
        }
        Points points = new Points(one.rollout().place().traffic().orElseThrow().loadBalancer(), series);
        Verdict verdict = new Comparison(
                        one.rollout(), one.group(), one.begun(), shifting.seen(one.rollout()), points, round.now())
                .verdict();
        boolean there = points.requests(one.group()).containsKey(newest(round.now()));
        note(round, one.rollout(), verdict, there);
    }

    private static Verdict unknown(String problem) {
        return Verdict.unknown(WHAT + ": " + (problem.isEmpty() ? "ECS does not name the target group yet" : problem));
    }

    private void note(Round round, Followed rollout, Verdict verdict, boolean there) {
        readings.put(rollout.id(), Finding.of(verdict), round.now());
        Instant newest = newest(round.now());
        Progress last = progress.getOrDefault(rollout.id(), new Progress(Instant.EPOCH, Instant.EPOCH));
        Instant abandoned = newest(round.now().minus(GIVEN_UP));
        Instant through = there ? newest : abandoned.isAfter(last.through()) ? abandoned : last.through();
        progress.put(rollout.id(), new Progress(through, round.now()));
    }

    /** Where nothing is to be judged, nothing is against it. */
    @Override
    public Finding of(Followed rollout, Instant now) {
        return judged(rollout)
                ? readings.of(rollout.id(), now, interval(rollout).multipliedBy(2))
                : Finding.fine();
    }

    @Override
    public void forget(String rollout) {
        readings.forget(rollout);
        progress.remove(rollout);
    }
}
