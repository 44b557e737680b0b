package io.kinexus.operator.kind.eventbus;

import io.kinexus.operator.core.resource.Spec;

/**
 * One bus of the account's own.
 *
 * @param name 1 to 256 letters, digits, dots, hyphens and underscores; not {@code default}, which is AWS's
 */
public record EventBusSpec(String name) implements Spec {}
