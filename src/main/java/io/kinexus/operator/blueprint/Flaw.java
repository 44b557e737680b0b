package io.kinexus.operator.blueprint;

/**
 * One mistake that only the whole declaration shows.
 *
 * @param path from the document's root, such as {@code spec.scaling.max}
 * @param message what is wrong, and what is allowed
 */
public record Flaw(String path, String message) {}
