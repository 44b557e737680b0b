package io.kinexus.operator.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.api.EnvironmentDetail;
import io.kinexus.operator.api.Wire;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.run.Run;
import io.kinexus.operator.engine.EnvironmentLoop;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.LeaseLost;
import io.kinexus.operator.engine.Ports;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.fleet.Work;
import io.kinexus.operator.ledger.PostgresSnapshots;
import io.kinexus.operator.rollout.RolloutLoop;
import io.kinexus.operator.rollout.TaskTimeouts;
import io.kinexus.operator.rollout.signal.Shares;
import io.kinexus.operator.rollout.verify.Preflight;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this replica does when an environment is due: one turn of its loop, under its lease, and its picture for readers. */
final class Turning implements Work, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Turning.class);
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Duration SOMEBODY_ELSE = Duration.ofSeconds(1);
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final int RUNS = 20;
    private static final double JITTER = 0.1;

    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final ObjectMapper mapper = Wire.mapper();
    private final String holder = Holders.name();
    private volatile boolean leaving;
    private final Ports ports;
    private final PostgresSnapshots snapshots;
    private final Cloud cloud;
    private final Announced announced;
    private final RandomGenerator dice;
    private final Consumer<String> wake;
    private final Shares shares = new Shares();

    Turning(
            Ports ports,
            PostgresSnapshots snapshots,
            Cloud cloud,
            Announced announced,
            RandomGenerator dice,
            Consumer<String> wake) {
        this.ports = ports;
        this.snapshots = snapshots;
        this.cloud = cloud;
        this.announced = announced;
        this.dice = dice;
        this.wake = wake;
    }

    @Override
    public Duration turn(String environment, String cause) {
        Optional<Held> mine = take(environment);
        if (mine.isEmpty()) {
            return SOMEBODY_ELSE;
        }
        try {
            if (cause.equals("commit")) {
                ports.desired().renew(environment, "");
            }
            announced.begins(environment);
            Turned turned = mine.get().loop().turn(cause);
            mine.get().rollouts().hint();
            mine.get()
                    .timeouts()
                    .tend(mine.get().loop().launches())
                    .ifPresent(why -> LOG.warn(
                            "{}: tasks could not be held to their timeouts, and are looked at again: {}",
                            environment,
                            why));
            publish(mine.get().renewal().lease(), turned);
            announced.turned(turned.snapshot());
            return due(turned);
        } catch (LeaseLost lost) {
            if (!leaving) {
                LOG.warn("{}: {}", environment, lost.getMessage());
            }
            drop(environment);
            return SOMEBODY_ELSE;
        }
    }

    private Optional<Held> take(String environment) {
        Held known = held.get(environment);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Held> taken = ports.leases().take(environment, holder, LEASE).map(this::begin);
        taken.ifPresent(now -> {
            held.put(environment, now);
            ports.desired().renew(environment, lastCommit(environment));
        });
        return taken;
    }

    private Held begin(Lease lease) {
        String environment = lease.environment();
        RolloutLoop rollouts = new RolloutLoop(ports, lease, shares, () -> wake.accept(environment));
        return new Held(
                new Renewal(ports.leases(), lease, LEASE),
                new EnvironmentLoop(ports, lease),
                new TaskTimeouts(ports, lease),
                RolloutTicks.begin(rollouts, environment));
    }

    private String lastCommit(String environment) {
        return ports.runs().latest(environment, RUNS).stream()
                .map(Run::commit)
                .filter(commit -> !commit.isEmpty())
                .findFirst()
                .orElse("");
    }

    private void drop(String environment) {
        Optional.ofNullable(held.remove(environment)).ifPresent(lost -> {
            lost.rollouts().close();
            lost.renewal().close();
        });
    }

    private void publish(Lease lease, Turned turned) {
        boolean paused = ports.memory().paused(lease.environment());
        try {
            snapshots.put(
                    lease,
                    turned.run().at(),
                    mapper.writeValueAsString(EnvironmentDetail.of(turned.snapshot(), paused)));
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The loop's pace in real time with some jitter; after faults a back-off that doubles, on real time. */
    private Duration due(Turned turned) {
        double factor = 1 + JITTER * (dice.nextDouble() - 1);
        Duration paced = cloud.real(turned.next());
        Duration jittered = Duration.ofMillis(Math.round(paced.toMillis() * factor));
        if (turned.faults() == 0) {
            return jittered;
        }
        Duration backOff = FIRST_BACK_OFF.multipliedBy(1L << Math.min(MOST_DOUBLINGS, turned.faults() - 1));
        return backOff.compareTo(jittered) > 0 ? backOff : jittered;
    }

    /** A plan from what the loop knows and a fast look; empty while this replica does not hold the environment. */
    Optional<Plan> preview(String environment) {
        return Optional.ofNullable(held.get(environment))
                .flatMap(mine -> mine.loop().preview(new Preflight(cloud.clock())));
    }

    /** From now on it is no surprise that a turn ends in its midst. */
    void leave() {
        leaving = true;
    }

    /** Gives every lease back, so that another replica goes on at once. */
    @Override
    public void close() {
        held.keySet().forEach(this::drop);
    }
}
