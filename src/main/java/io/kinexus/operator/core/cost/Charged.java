package io.kinexus.operator.core.cost;

import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.Optional;

/**
 * One resource with what it uses.
 *
 * @param from the declaration whose resources are billed together; empty where nobody knows it any more
 */
public record Charged(ResourceId id, Optional<DeclarationId> from, Usage usage) {}
