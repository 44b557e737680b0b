package io.kinexus.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/** One rollout at a glance; each member is as in {@link RolloutView}. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RolloutStatus(
        String id,
        String service,
        String revision,
        String commit,
        String state,
        String because,
        Instant startedAt,
        Instant since,
        boolean over,
        Optional<Double> percent,
        boolean quarantined) {}
