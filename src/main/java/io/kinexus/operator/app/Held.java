package io.kinexus.operator.app;

import io.kinexus.operator.engine.EnvironmentLoop;

/** An environment that this process holds: its lease, kept alive, its loop, and its rollouts. */
record Held(Renewal renewal, EnvironmentLoop loop, RolloutTicks rollouts) {}
