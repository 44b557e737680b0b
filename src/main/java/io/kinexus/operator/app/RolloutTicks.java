package io.kinexus.operator.app;

import io.kinexus.operator.engine.LeaseLost;
import io.kinexus.operator.rollout.RolloutLoop;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the rollouts of one environment on, in a thread of its own: a rollback waits for no turn, and one account's trouble
 * delays no other's.
 */
final class RolloutTicks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RolloutTicks.class);
    private static final long PERIOD_MILLIS = 100;
    private static final long LAST_TICK_SECONDS = 2;

    private final RolloutLoop loop;
    private final String environment;
    private final ScheduledExecutorService ticks;
    private String said = "";

    private RolloutTicks(RolloutLoop loop, String environment) {
        this.loop = loop;
        this.environment = environment;
        ticks = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "rollouts-" + environment);
            thread.setDaemon(true);
            return thread;
        });
    }

    static RolloutTicks begin(RolloutLoop loop, String environment) {
        RolloutTicks begun = new RolloutTicks(loop, environment);
        var unused = begun.ticks.scheduleWithFixedDelay(begun::tick, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return begun;
    }

    /** Something may have been begun or wished. */
    void hint() {
        loop.hint();
    }

    private void tick() {
        try {
            while (loop.tick()) {
                // one step often makes the next possible
            }
            complain(loop.problem().orElse(""));
        } catch (LeaseLost lost) {
            ticks.shutdown();
        } catch (RuntimeException passing) {
            complain(String.valueOf(passing.getMessage()));
        }
    }

    /** Once, however long it lasts. */
    private void complain(String message) {
        if (!message.equals(said) && !message.isEmpty()) {
            LOG.warn("{}: rollouts could not be taken on, and are tried again: {}", environment, message);
        }
        said = message;
    }

    @Override
    public void close() {
        ticks.shutdown();
        try {
            if (!ticks.awaitTermination(LAST_TICK_SECONDS, TimeUnit.SECONDS)) {
                ticks.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            ticks.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
