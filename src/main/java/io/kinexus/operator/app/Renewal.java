package io.kinexus.operator.app;

import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.LeaseLost;
import io.kinexus.operator.engine.Leases;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a lease alive on real time until it is closed, and then gives it back. */
final class Renewal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
    private static final int TIMES_A_LEASE = 4;

    private final Leases leases;
    private final Lease lease;
    private final Duration length;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "lease");
        thread.setDaemon(true);
        return thread;
    });

    Renewal(Leases leases, Lease lease, Duration length) {
        this.leases = leases;
        this.lease = lease;
        this.length = length;
        long period = length.toMillis() / TIMES_A_LEASE;
        var unused = ticks.scheduleAtFixedRate(this::renew, period, period, TimeUnit.MILLISECONDS);
    }

    Lease lease() {
        return lease;
    }

    /** A lease that is lost stays lost: every write checks it, and says so. */
    private void renew() {
        try {
            leases.renew(lease, length);
        } catch (LeaseLost lost) {
            ticks.shutdown();
        } catch (RuntimeException passing) {
            LOG.warn("the lease on {} was not renewed: {}", lease.environment(), passing.getMessage());
        }
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        try {
            leases.release(lease);
        } catch (RuntimeException runsOutByItself) {
            LOG.warn("the lease on {} was not given back: {}", lease.environment(), runsOutByItself.getMessage());
        }
    }
}
