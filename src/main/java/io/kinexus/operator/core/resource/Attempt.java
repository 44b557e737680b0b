package io.kinexus.operator.core.resource;

/**
 * One committed intent to write.
 *
 * @param token at most 36 characters of [a-z0-9-]; the same for every retry of the same intent: the client token of APIs
 *     that have one
 */
public record Attempt(String token) {}
