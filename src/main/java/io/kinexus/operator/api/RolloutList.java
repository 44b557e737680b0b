package io.kinexus.operator.api;

import java.util.List;

/** Rollouts of an environment, newest first. */
public record RolloutList(String environment, List<RolloutView> rollouts) {}
