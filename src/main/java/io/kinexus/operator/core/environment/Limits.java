package io.kinexus.operator.core.environment;

/** The most that one turn may do. A plan over a limit is held whole in that respect, not cut to fit. */
public record Limits(int maxDeletes, int maxConcurrentRollouts) {}
