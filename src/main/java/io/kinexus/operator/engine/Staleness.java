package io.kinexus.operator.engine;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.plan.Action;
import io.kinexus.operator.core.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a step is still what the world needs, seen just before it is written. */
record Staleness(Step step, RecentWrites recent, Instant now) {
    private static final Duration SOON = Duration.ofSeconds(1);

    /** What happens instead of the write; empty when the write is still right. */
    Optional<Result> check(Sighting<?, ?> seen) {
        if (seen.standing().foreign()) {
            return Optional.of(Result.skipped("exists by now without our ownership tags"));
        }
        return seen.diff().fold(new Diff.Cases<Optional<Result>>() {
            @Override
            public Optional<Result> missing() {
                return step.action() instanceof Action.Create ? lag(seen) : stale();
            }

            @Override
            public Optional<Result> inSync(Diff.InSync same) {
                return Optional.of(new Result("done", "it is as wanted by now", Optional.empty()));
            }

            @Override
            public Optional<Result> drifted(Diff.Drifted drift) {
                return step.action() instanceof Action.Create || !planned(drift) ? stale() : Optional.empty();
            }

            @Override
            public Optional<Result> unknown(String why) {
                return Optional.of(Result.waiting("could not be read: " + why, Duration.ofSeconds(5)));
            }
        });
    }

    private Optional<Result> lag(Sighting<?, ?> seen) {
        return recent.createdJustNow(seen.id(), now)
                .map(at -> Result.waiting("made at " + at + ", and not visible yet", Duration.ofSeconds(5)));
    }

    private static Optional<Result> stale() {
        return Optional.of(Result.waiting("plan is stale", SOON));
    }

    /** Every difference is one that the plan shows, with the value that the plan saw; some may be gone. */
    private boolean planned(Diff.Drifted drift) {
        Map<String, String> shown = step.action().changes().stream()
                .collect(Collectors.toMap(FieldChange::path, FieldChange::before, (one, same) -> one));
        return drift.changes().stream().allMatch(change -> change.before().equals(shown.get(change.path())));
    }
}
