package io.kinexus.operator.engine;

/**
 * The right to work on one environment, for as long as it is renewed.
 *
 * @param fence grows with every new holder and never shrinks: what carries an older one is refused
 */
public record Lease(String environment, String holder, long fence) {}
