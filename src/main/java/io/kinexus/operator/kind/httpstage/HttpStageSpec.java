package io.kinexus.operator.kind.httpstage;

import io.kinexus.operator.core.resource.Spec;
import java.util.Optional;

/**
 * One stage, which deploys every change of its API by itself.
 *
 * @param stageName {@code $default}, or the first part of every path
 * @param throttle for each of its routes alike; empty leaves it to the account's limits
 */
public record HttpStageSpec(String apiId, String stageName, Optional<Throttle> throttle) implements Spec {

    /**
     * @param perSecond requests a second that are kept up
     * @param burst requests at once
     */
    public record Throttle(double perSecond, int burst) {}
}
