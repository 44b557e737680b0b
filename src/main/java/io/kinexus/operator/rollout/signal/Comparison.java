package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.core.health.Verdict.Level;
import io.kinexus.operator.core.judge.Chance;
import io.kinexus.operator.core.judge.Evidence;
import io.kinexus.operator.core.judge.Judge;
import io.kinexus.operator.core.judge.Minute;
import io.kinexus.operator.core.policy.Metric;
import io.kinexus.operator.core.policy.Place.Traffic;
import io.kinexus.operator.core.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts before the judge what a rollout's metrics are to be compared with. In a step it is the other target group over the same
 * minutes; once all traffic has moved, and where old and new stand in one group, the service's own last hour before. All
 * minutes may accuse; only those of the present step acquit. What it knows is read from AWS each time.
 *
 * @param group the ARN of the target group that the new revision is in
 * @param begun when ECS began the deployment
 * @param step since when traffic is as it is, where that was seen; else it is taken from how the requests were split
 */
record Comparison(Followed rollout, String group, Instant begun, Optional<Instant> step, Points points, Instant now) {
    private static final Duration HISTORY = Duration.ofMinutes(60);
    /** Points older than this say nothing about now. */
    private static final Duration SILENT = Duration.ofMinutes(5);

    private static final double FULL = 100;
    private static final Set<String> SHIFTED = Set.of("Shifting", "Baking", "Watching");
    private static final Judge JUDGE = new Judge();

    /** From where on points are needed. */
    static Instant from(Instant begun) {
        return minute(begun).minus(HISTORY);
    }

    Verdict verdict() {
        Optional<Instant> shift = shift();
        if (shift.isEmpty()) {
            return rollout.mixed() || rollout.carries()
                    ? Verdict.unknown("no requests have reached the new revision yet")
                    : Verdict.healthy();
        }
        List<Verdict> verdicts = new ArrayList<>();
        List<Metric> metrics = analysis().metrics();
        metrics.forEach(metric -> verdicts.add(verdict(metric, shift.get(), Chance.look(metrics.size(), looks()))));
        return Verdict.worst(verdicts);
    }

    private Policy.Analysis analysis() {
        return rollout.policy().analysis().orElseThrow();
    }

    private Traffic traffic() {
        return rollout.place().traffic().orElseThrow();
    }

    /** The first minute in which the new revision had production traffic. */
    private Optional<Instant> shift() {
        if (rollout.mixed()) {
            return Optional.of(minute(begun));
        }
        Instant earliest = minute(begun);
        Optional<Instant> first = points.requests(group).entrySet().stream()
                .filter(entry -> !entry.getKey().isBefore(earliest) && entry.getValue() > 0)
                .map(Map.Entry::getKey)
                .findFirst();
        return traffic().testRule().isEmpty() ? first : first.flatMap(this::afterTests);
    }

    /** What came over the test listener is counted in the same metrics: production begins with the rollout's own word for it. */
    private Optional<Instant> afterTests(Instant first) {
        Optional<Instant> word = rollout.rollout().history().stream()
                .filter(moment -> SHIFTED.contains(moment.state()))
                .map(moment -> minute(moment.at()))
                .findFirst();
        return word.or(() -> step.map(Comparison::minute)).map(at -> at.isAfter(first) ? at : first);
    }

    private Verdict verdict(Metric metric, Instant shift, double chance) {
        Instant complete = minute(now);
        boolean beside = !rollout.mixed() && rollout.deployment().percent() < FULL;
        List<Minute> history = points.minutes(metric, traffic().groups(), shift.minus(HISTORY), shift);
        List<Minute> all = points.minutes(metric, group, shift, complete);
        Instant since = latest(shift, stepBegan(shift));
        List<Minute> recent =
                all.stream().filter(minute -> !minute.at().isBefore(since)).toList();
        List<Minute> baseline = beside ? others(metric, shift, complete) : history;
        Verdict accused = judge(metric, all, baseline, beside, history, chance);
        if (accused.level() == Level.UNHEALTHY) {
            return accused;
        }
        String name = metric.criterion().name();
        boolean silent = recent.stream()
                .noneMatch(minute -> minute.requests() > 0 && minute.at().isAfter(now.minus(SILENT)));
        if (silent) {
            return Verdict.unknown(name + ": no requests within " + SILENT.toMinutes() + " minutes");
        }
        Verdict present = recent.equals(all) ? accused : judge(metric, recent, baseline, beside, history, chance);
        return present.level() == Level.UNHEALTHY ? new Verdict(Level.UNKNOWN, present.because()) : present;
    }

    private static Verdict judge(
            Metric metric,
            List<Minute> candidate,
            List<Minute> baseline,
            boolean concurrent,
            List<Minute> history,
            double chance) {
        return JUDGE.judge(new Evidence(candidate, baseline, concurrent, history), metric.criterion(), chance);
    }

    private List<Minute> others(Metric metric, Instant from, Instant until) {
        return points.minutes(
                metric,
                traffic().groups().stream().filter(one -> !one.equals(group)).toList(),
                from,
                until);
    }

    /** How many looks there will be in this half: in all steps, or from then on. */
    private int looks() {
        Policy policy = rollout.policy();
        boolean steps =
                rollout.mixed() ? rollout.goingOn() : rollout.deployment().percent() < FULL;
        Duration half = steps
                ? (rollout.mixed()
                        ? policy.deadline()
                        : policy.stepBake().multipliedBy(policy.steps().size()))
                : policy.bake().plus(policy.watch());
        long interval = Math.max(1, analysis().interval().toMinutes());
        return (int) Math.max(1, half.toMinutes() / interval);
    }

    /** Since when requests are split as they are now, by what was seen, or else by the requests themselves. */
    private Instant stepBegan(Instant shift) {
        if (rollout.mixed()) {
            return shift;
        }
        if (step.isPresent()) {
            return minute(step.get());
        }
        double percent = rollout.deployment().percent();
        double before = rollout.policy().steps().stream()
                .filter(one -> one < percent)
                .reduce((one, other) -> other)
                .orElse(0.0);
        double least = (percent + before) / 2 / FULL;
        Instant since = shift;
        for (Map.Entry<Instant, Double> share : shares(shift).entrySet()) {
            if (share.getValue() < least) {
                since = share.getKey().plus(1, ChronoUnit.MINUTES);
            }
        }
        return since;
    }

    /** The new revision's share of the requests, minute by minute. */
    private Map<Instant, Double> shares(Instant from) {
        Map<Instant, Double> all = new TreeMap<>();
        traffic().groups().forEach(one -> points.requests(one)
                .forEach((at, count) -> all.merge(at, count, Double::sum)));
        Map<Instant, Double> mine = points.requests(group);
        Map<Instant, Double> shares = new TreeMap<>();
        all.forEach((at, count) -> {
            if (!at.isBefore(from) && at.isBefore(minute(now)) && count > 0) {
                shares.put(at, mine.getOrDefault(at, 0.0) / count);
            }
        });
        return shares;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant minute(Instant at) {
        return at.truncatedTo(ChronoUnit.MINUTES);
    }
}
