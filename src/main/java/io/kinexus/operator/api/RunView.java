package io.kinexus.operator.api;

import io.kinexus.operator.core.run.Run;
import java.time.Instant;
import java.util.List;

/** One turn as history shows it. */
public record RunView(
        String commit,
        String cause,
        Instant at,
        long tookMillis,
        String result,
        String plan,
        List<Run.Line> steps,
        List<String> problems) {
    public static RunView of(Run run) {
        return new RunView(
                run.commit(),
                run.cause(),
                run.at(),
                run.took().toMillis(),
                run.result(),
                run.plan(),
                run.lines(),
                run.problems());
    }
}
