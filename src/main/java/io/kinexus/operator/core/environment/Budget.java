package io.kinexus.operator.core.environment;

/**
 * What an environment may usually cost.
 *
 * @param monthlyUsd US dollars a month, at list prices
 * @param holds whether a plan that leads above it is held, and not only marked
 */
public record Budget(double monthlyUsd, boolean holds) {}
