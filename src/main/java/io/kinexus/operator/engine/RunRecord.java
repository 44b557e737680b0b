package io.kinexus.operator.engine;

import io.kinexus.operator.core.environment.Mode;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns what a turn did into its row of history. */
record RunRecord(String environment, String commit, String cause, Instant at) {
    /** Files that are broken are read again this soon. */
    static final Duration BROKEN_AGAIN = Duration.ofSeconds(60);

    Run broken(List<String> problems, InstantSource clock) {
        return new Run(environment, commit, cause, at, took(clock), "broken", "", List.of(), problems);
    }

    /** @param behind why this may not be the newest revision */
    Run turned(Plan plan, Map<ResourceId, Result> results, List<String> behind, InstantSource clock) {
        List<Run.Line> lines = plan.steps().stream()
                .filter(step -> step.action().writes())
                .map(step -> line(step, Optional.ofNullable(results.get(step.id()))))
                .toList();
        List<String> problems = new ArrayList<>(behind);
        plan.problems().forEach(problem -> problems.add(problem.id() + ": " + problem.message()));
        return new Run(environment, commit, cause, at, took(clock), result(plan, lines), plan.hash(), lines, problems);
    }

    /** Before anything could be seen. */
    static Snapshot unknown(Run run) {
        return new Snapshot(
                run.environment(),
                Mode.OBSERVE,
                run.commit(),
                "Unknown",
                "Unknown",
                run.problems(),
                Optional.empty(),
                Optional.empty(),
                run);
    }

    private Duration took(InstantSource clock) {
        return Duration.between(at, clock.instant());
    }

    private static Run.Line line(Step step, Optional<Result> result) {
        String outcome = result.map(Result::word).orElse(step.ruling().goes() ? "skipped" : ruled(step));
        String message = result.map(Result::message).orElse(step.ruling().because());
        return new Run.Line(step.id().toString(), step.action().word(), outcome, message);
    }

    private static String ruled(Step step) {
        return step.ruling().decision().equals("refuse") ? "refused" : "held";
    }

    /** The first that applies: what a person would want to know first. */
    private static String result(Plan plan, List<Run.Line> lines) {
        if (any(lines, "terminal") || any(lines, "retryable") || !plan.complete()) {
            return "failed";
        }
        if (any(lines, "held") || any(lines, "refused")) {
            return "held";
        }
        if (any(lines, "waiting") || any(lines, "skipped")) {
            return "waiting";
        }
        return lines.isEmpty() ? "in-sync" : "changed";
    }

    private static boolean any(List<Run.Line> lines, String outcome) {
        return lines.stream().anyMatch(line -> line.outcome().equals(outcome));
    }
}
