package io.kinexus.operator.core.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a target group's health checks say about the revision in it. A target counts as sick once its task has had its grace
 * period and the time that the checks take; a group is sick when at least half of its targets are, or when it has traffic and
 * nobody in it is healthy. What is at its first checks or draining is neither.
 *
 * @param tasks one for each target of the revision
 * @param patience grace period and the time that the checks take
 */
public record Targets(List<Target> tasks, Duration patience) {
    public Targets {
        tasks = List.copyOf(tasks);
    }

    /** ELB's states; {@code UNUSED} stands for all that takes no part. */
    public enum State {
        INITIAL,
        HEALTHY,
        UNHEALTHY,
        DRAINING,
        UNUSED
    }

    /**
     * One target.
     *
     * @param says why, in ELB's words; may be empty
     * @param wasHealthy whether it was seen healthy before
     * @param started when its task began to run, where that is known
     */
    public record Target(String id, State state, String says, boolean wasHealthy, Optional<Instant> started) {}

    /** @param traffic whether the group is to have traffic now: tasks must be healthy before that */
    public Finding judge(boolean traffic, Instant now) {
        List<Target> standing = tasks.stream()
                .filter(task -> task.state() != State.DRAINING && task.state() != State.UNUSED)
                .toList();
        List<Target> sick =
                standing.stream().filter(task -> sick(task, traffic, now)).toList();
        long healthy =
                standing.stream().filter(task -> task.state() == State.HEALTHY).count();
        if (!sick.isEmpty() && 2 * sick.size() >= standing.size()) {
            Target first = sick.get(0);
            return Finding.of(Verdict.unhealthy(sick.size() + " of " + standing.size() + " targets are unhealthy: "
                    + first.id() + ": " + first.says()));
        }
        if (traffic && healthy == 0) {
            return Finding.of(Verdict.unhealthy("the target group has traffic and no healthy target"));
        }
        return healthy < standing.size()
                ? Finding.waits(healthy + " of " + standing.size() + " targets are healthy yet")
                : Finding.fine();
    }

    /** Without its task's start it is taken to be old enough only where it was healthy before. */
    private boolean sick(Target task, boolean traffic, Instant now) {
        if (task.state() != State.UNHEALTHY) {
            return false;
        }
        boolean fell = traffic && task.wasHealthy();
        return fell
                || task.started().filter(at -> !at.plus(patience).isAfter(now)).isPresent();
    }
}
