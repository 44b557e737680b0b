package io.kinexus.operator.support;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.engine.EnvironmentLoop;
import io.kinexus.operator.engine.Lease;
import io.kinexus.operator.engine.Ports;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.rollout.RolloutLoop;
import io.kinexus.operator.rollout.TaskTimeouts;
import io.kinexus.operator.rollout.signal.Shares;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The loop of an environment and its rollouts, driven by hand, as a controller drives them in two threads. */
public final class Working {
    private final EnvironmentLoop loop;
    private final RolloutLoop rollouts;
    private final TaskTimeouts timeouts;
    private final AtomicBoolean woken = new AtomicBoolean();

    public Working(Ports ports, Lease lease) {
        loop = new EnvironmentLoop(ports, lease);
        timeouts = new TaskTimeouts(ports, lease);
        rollouts = new RolloutLoop(ports, lease, new Shares(), () -> woken.set(true));
    }

    public Turned turn(String cause) {
        Turned turned = loop.turn(cause);
        timeouts.tend(loop.launches()).ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        follow();
        return turned;
    }

    /** Rollouts go as far as they can now. */
    public void follow() {
        rollouts.hint();
        while (rollouts.tick()) {
            // one step often makes the next possible
        }
    }

    /** Whether a rollout has asked for a turn since this was last asked. */
    public boolean woken() {
        return woken.getAndSet(false);
    }

    public Optional<Plan> preview() {
        return loop.preview();
    }
}
