package io.kinexus.operator.core.health;

import io.kinexus.operator.core.health.StopCause.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the stopped tasks of a revision say about it. The image, a secret, a role or the processor decide with the first task;
 * what may be chance decides by the number of distinct tasks, which a healthy one does not set back. Looked at is the last
 * hour, which is as long as ECS shows stopped tasks, so that it can be counted again by anybody.
 */
public final class Stops {
    /** How long ECS shows a stopped task at least. */
    public static final Duration SHOWN = Duration.ofHours(1);

    private static final int FEWEST = 2;
    private static final int MOST = 10;
    private static final double SHARE = 0.25;

    private Stops() {}

    /** How many tasks must have stopped by themselves: a quarter of those that are wanted, from 2 to 10. */
    public static int threshold(int wanted) {
        return Math.min(MOST, Math.max(FEWEST, (int) Math.ceil(SHARE * wanted)));
    }

    /**
     * @param tasks distinct tasks of the revision alone
     * @param wanted how many tasks the revision is to have
     */
    public static Finding judge(Collection<StoppedTask> tasks, int wanted, Instant now) {
        List<StoppedTask> recent = tasks.stream()
                .filter(task -> task.at().isAfter(now.minus(SHOWN)))
                .sorted(Comparator.comparing(StoppedTask::at).reversed())
                .toList();
        Optional<StoppedTask> decisive = of(recent, Weight.DECISIVE).stream().findFirst();
        if (decisive.isPresent()) {
            return new Finding(Verdict.unhealthy(decisive.get().says()), true, Optional.empty());
        }
        Optional<String> waits = of(recent, Weight.WAITS).stream().findFirst().map(StoppedTask::says);
        List<StoppedTask> counted = of(recent, Weight.COUNTED);
        if (counted.isEmpty()) {
            return new Finding(Verdict.healthy(), false, waits);
        }
        int threshold = threshold(wanted);
        String says = (counted.size() == 1 ? "1 task" : counted.size() + " tasks") + " stopped within the hour, "
                + "the limit for " + wanted + " wanted is " + threshold + "; the latest "
                + counted.get(0).says();
        return counted.size() >= threshold
                ? new Finding(Verdict.unhealthy(says), false, waits)
                : new Finding(new Verdict(Verdict.Level.HEALTHY, List.of(says)), false, waits);
    }

    private static List<StoppedTask> of(List<StoppedTask> tasks, Weight weight) {
        return tasks.stream().filter(task -> task.cause().weight() == weight).toList();
    }

    /**
     * What a service's own event says about starting tasks: that there is no room, or that none can be launched.
     *
     * @param message as ECS writes it
     */
    public static Finding event(String message) {
        if (message.contains("unable to place a task")) {
            return Finding.waits(message);
        }
        if (!message.contains("failed to launch a task")) {
            return Finding.fine();
        }
        Optional<StopCause> cause = StopTexts.of(message);
        if (cause.filter(one -> one.weight() == Weight.DECISIVE).isPresent()) {
            return new Finding(Verdict.unhealthy(message), true, Optional.empty());
        }
        return cause.filter(one -> one.weight() == Weight.WAITS)
                .map(one -> Finding.waits(message))
                .orElseGet(Finding::fine);
    }
}
