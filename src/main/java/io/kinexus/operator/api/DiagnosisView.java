package io.kinexus.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with an environment, the likeliest cause first.
 *
 * @param ledger whether a ledger was at hand: without one, rollouts and quarantines are not known
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DiagnosisView(String environment, boolean ledger, List<FindingView> findings) {

    /**
     * One thing.
     *
     * @param kind {@code cannot-start unreachable unwell kept-back stops unhealthy held differs waits unknown idle}, in this
     *     order
     * @param from the declaration; null for what nobody declares
     * @param says what is wrong
     * @param help what to do
     * @param evidence what shows it, such as the last lines of a log
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record FindingView(
            String kind, String resource, Optional<String> from, String says, String help, List<String> evidence) {}
}
