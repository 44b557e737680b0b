package io.kinexus.operator.core.rollout;

import io.kinexus.operator.core.resource.ResourceId;
import java.time.Instant;

/**
 * A revision that was taken back and is not tried again, until the declared one is another or a person lifts it.
 *
 * @param rollout the id of the rollout that ended so
 * @param because the evidence in a sentence
 */
public record Quarantine(
        ResourceId service, String revision, String rollout, String commit, String because, Instant at) {}
