package io.kinexus.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What {@code apply} did.
 *
 * @param outcome {@code applied failed held stale waiting}: the exit codes 0, 1, 3, 4 and 5 in words
 * @param because what stands in the way; empty when nothing does
 * @param runs each turn that was made, oldest first
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ApplyReport(
        String environment,
        String outcome,
        String because,
        String sync,
        String health,
        Optional<String> plan,
        List<RunView> runs) {}
