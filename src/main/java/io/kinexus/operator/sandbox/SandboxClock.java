package io.kinexus.operator.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;

/**
 * The sandbox's time: it moves only when it is driven, and runs what is due on the way, in order of time and then of
 * arrival. Guarded by the sandbox's lock.
 */
public final class SandboxClock implements InstantSource {
    private record Due(Instant at, long order, Runnable work) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime == 0 ? Long.compare(order, other.order) : byTime;
        }
    }

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private volatile Instant now;
    private long arrivals;

    SandboxClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Once, when the clock has moved this far. */
    public void after(Duration delay, Runnable work) {
        queue.add(new Due(now.plus(delay), arrivals++, work));
    }

    /** Again and again, first after one period. */
    public void every(Duration period, Runnable work) {
        after(period, () -> {
            work.run();
            every(period, work);
        });
    }

    void advance(Duration by) {
        Instant until = now.plus(by);
        while (!queue.isEmpty() && !queue.peek().at().isAfter(until)) {
            Due due = queue.remove();
            now = due.at();
            due.work().run();
        }
        now = until;
    }
}
