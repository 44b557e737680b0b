package io.kinexus.operator.blueprint;

/**
 * Whatever a person wrote there, as JSON, for what has a grammar of AWS's own, such as an event pattern.
 *
 * @param text compact JSON; members stand in the order of the file
 */
public record Json(String text) {}
