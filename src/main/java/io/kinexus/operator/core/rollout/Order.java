package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.ResourceId;
import java.time.Instant;

/**
 * What a rollout was begun for.
 *
 * @param revision 64 hex digits over everything that makes a task what it is: spec, image digest, versions of secrets
 * @param commit the commit that asked for it
 * @param reason for people: what changed
 * @param first whether the service does not exist yet
 * @param notBefore nothing is done before; later than the beginning where changes are awaited that come together
 */
public record Order(
        ResourceId service,
        String revision,
        String commit,
        String reason,
        boolean first,
        Instant at,
        Instant notBefore,
        Policy policy) {}
