package io.kinexus.operator.sandbox.control;

import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.door.HttpDoor;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A sandbox that runs by itself: its HTTP door, its control under {@code /_sandbox}, and its clock, driven {@code speed}
 * times as fast as real time.
 */
public final class SandboxServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SandboxServer.class.getName());
    private static final long TICK_MILLIS = 50;
    /** After a pause of the process the clock goes on from where it stood, instead of leaping. */
    private static final long LONGEST_TICK_MILLIS = 2_000;

    private final Sandbox sandbox;
    private final HttpDoor door;
    private final ScheduledExecutorService driver = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "sandbox-clock");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong lastTick = new AtomicLong(System.nanoTime());
    private volatile double speed;

    private SandboxServer(SandboxScript script, int port, double speed) {
        this.sandbox = new Sandbox(script);
        this.speed = speed;
        setTheWeather();
        this.door = HttpDoor.open(sandbox, port);
        door.beside(Control.PREFIX, new Control(this)::answer);
        var unused = driver.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Listens and ticks when this returns.
     *
     * @param port 0 for any free one
     * @param speed sandbox seconds for each real one; 0 stands still
     */
    public static SandboxServer start(SandboxScript script, int port, double speed) {
        return new SandboxServer(script, port, speed);
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    /** Where AWS's clients find it. */
    public URI uri() {
        return door.uri();
    }

    public double speed() {
        return speed;
    }

    public void speed(double factor) {
        speed = factor;
    }

    /** Everything as at the start, faults of the script included. */
    public void reset() {
        sandbox.reset();
        setTheWeather();
    }

    @Override
    public void close() {
        driver.shutdownNow();
        door.close();
    }

    private void setTheWeather() {
        SandboxScript script = sandbox.script();
        Trouble.of("faults", script.faults(), script.seed()).on(sandbox);
    }

    private void tick() {
        long now = System.nanoTime();
        long passed = Math.min(now - lastTick.getAndSet(now), TimeUnit.MILLISECONDS.toNanos(LONGEST_TICK_MILLIS));
        try {
            if (speed > 0) {
                sandbox.advance(Duration.ofNanos((long) (passed * speed)));
            }
        } catch (RuntimeException bug) {
            // A scheduled task that throws is never run again: the clock would stand still without a word.
            LOG.log(System.Logger.Level.ERROR, "the sandbox failed while time passed", bug);
        }
    }
}
