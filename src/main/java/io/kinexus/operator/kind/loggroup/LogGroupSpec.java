package io.kinexus.operator.kind.loggroup;

import io.kinexus.operator.core.resource.Spec;
import java.util.Optional;

/**
 * One log group.
 *
 * @param name at most 512 characters, such as {@code /ecs/production/kinexus-api}
 * @param retentionDays one of the numbers that AWS allows; empty keeps events for ever
 */
public record LogGroupSpec(String name, Optional<Integer> retentionDays) implements Spec {}
