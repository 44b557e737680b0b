package io.kinexus.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A copy that is being restored, or was.
 *
 * @param copy its name in AWS
 * @param status AWS's word for how far it is
 * @param seconds how long it took, or has taken by now
 * @param endpoint where it can be reached; null until it is there
 * @param next what to do with it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record RestoreView(
        String environment,
        String resource,
        String copy,
        String status,
        boolean ended,
        boolean succeeded,
        long seconds,
        Optional<String> endpoint,
        String next) {}
