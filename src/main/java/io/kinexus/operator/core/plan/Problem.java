package io.kinexus.operator.core.plan;

import io.kinexus.operator.core.resource.ResourceId;

/** Something that could not be read or ordered: with any of these a plan is not complete. */
public record Problem(ResourceId id, String message) {}
