package io.kinexus.operator.kind.functionalias;

import io.kinexus.operator.core.resource.Spec;

/**
 * One alias.
 *
 * @param function its function's name
 * @param name not only digits, which would be a version
 * @param version the number of a published version
 */
public record FunctionAliasSpec(String function, String name, String version) implements Spec {}
