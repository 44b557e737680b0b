package io.kinexus.operator.app;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that look at AWS: those that run kinds, and those that make the calls of one kind; never the same pool. */
final class Workers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final int PATIENCE_SECONDS = 3;
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

    /** What was begun may end, for a while. */
    @Override
    public void close() {
        kinds.shutdown();
        calls.shutdown();
        try {
            if (!kinds.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    || !calls.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("calls to AWS that have not ended are given up");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        kinds.shutdownNow();
        calls.shutdownNow();
    }
}
