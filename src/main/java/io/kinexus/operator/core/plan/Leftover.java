package io.kinexus.operator.core.plan;

import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.Optional;
import java.util.Set;

/**
 * Something of ours that nobody declares any more.
 *
 * @param from the declaration that asked for it, as far as that is known
 * @param after what still refers to it in AWS, and has to let go of it, or go itself, first
 * @param unreadable why it could not be read, if it could not
 */
public record Leftover(
        ResourceId id,
        Optional<DeclarationId> from,
        Set<ResourceId> after,
        Standing standing,
        Optional<String> unreadable) {
    public Leftover {
        after = Set.copyOf(after);
    }
}
