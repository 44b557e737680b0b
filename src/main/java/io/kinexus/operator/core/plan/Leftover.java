package io.kinexus.operator.core.plan;

import io.kinexus.operator.core.resource.ResourceId;
import java.util.Optional;

/**
 * Something of ours that nobody declares any more.
 *
 * @param unreadable why it could not be read, if it could not
 */
public record Leftover(ResourceId id, Standing standing, Optional<String> unreadable) {}
