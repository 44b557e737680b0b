package io.kinexus.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kinexus.operator.engine.JournalEntry;
import io.kinexus.operator.engine.Settled;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was done, newest first.
 *
 * @param entries writes to AWS
 * @param acts what callers of the API asked for
 */
public record JournalView(String environment, List<Entry> entries, List<Act> acts) {
    /**
     * One call.
     *
     * @param action {@code reconcile pause resume}, or {@code promote rollback continue release} and the service
     * @param who the token, as its name and id, or {@code oidc:} and the subject
     */
    public record Act(Instant at, String action, String who) {}

    /**
     * One write.
     *
     * @param result null while it is open
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Entry(
            String token,
            String resource,
            String action,
            String because,
            List<PlanView.FieldView> fields,
            String commit,
            String plan,
            long fence,
            Instant at,
            Optional<String> result,
            Optional<String> message,
            Optional<Instant> settledAt) {
        public static Entry of(JournalEntry entry) {
            var intent = entry.intent();
            return new Entry(
                    intent.token(),
                    intent.resource().toString(),
                    intent.action(),
                    intent.because(),
                    intent.changes().stream().map(PlanView.FieldView::of).toList(),
                    intent.commit(),
                    intent.plan(),
                    intent.fence(),
                    intent.at(),
                    entry.settled().map(Settled::result),
                    entry.settled().map(Settled::message),
                    entry.settled().map(Settled::at));
        }
    }
}
