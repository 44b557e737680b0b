package io.kinexus.operator.app;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that look at AWS: those that run kinds, and those that make the calls of one kind; never the same pool. */
final class Workers implements AutoCloseable {
    private static final int KINDS = 16;
    private static final int CALLS = 24;

    private final ExecutorService kinds = pool("kind", KINDS);
    private final ExecutorService calls = pool("call", CALLS);

    ExecutorService kinds() {
        return kinds;
    }

    ExecutorService calls() {
        return calls;
    }

    private static ExecutorService pool(String name, int size) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(size, work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void close() {
        kinds.shutdownNow();
        calls.shutdownNow();
    }
}
