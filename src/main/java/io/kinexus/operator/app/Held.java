package io.kinexus.operator.app;

import io.kinexus.operator.engine.EnvironmentLoop;
import io.kinexus.operator.rollout.TaskTimeouts;

/** An environment that this process holds: its lease, kept alive, its loop, its tasks' timeouts, and its rollouts. */
record Held(Renewal renewal, EnvironmentLoop loop, TaskTimeouts timeouts, RolloutTicks rollouts) {}
