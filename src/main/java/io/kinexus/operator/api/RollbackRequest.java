package io.kinexus.operator.api;

import java.util.Optional;

/** @param to the id of an earlier rollout that succeeded, or 8 or more digits of its revision; the last good one when left out */
public record RollbackRequest(Optional<String> to) {}
