package io.kinexus.operator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinexus.operator.api.Accepted;
import io.kinexus.operator.api.ApplyReport;
import io.kinexus.operator.api.EnvironmentDetail;
import io.kinexus.operator.api.PlanView;
import io.kinexus.operator.api.RunView;
import io.kinexus.operator.api.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Has a controller make the turns, and looks on. */
final class RemoteApply {
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration ONE_TURN = Duration.ofMinutes(5);
    private static final String ENVIRONMENTS = "environments";

    private final Controller controller;
    private final Operator operator;

    RemoteApply(Controller controller, Operator operator) {
        this.controller = controller;
        this.operator = operator;
    }

    ApplyReport apply(String environment, Optional<Path> saved, Optional<Duration> timeout) throws IOException {
        if (saved.isPresent() && !current(environment, saved.get())) {
            return report(detail(environment), "stale", "the world has moved since the plan was saved: plan again");
        }
        Optional<Instant> before = detail(environment).lastRun().map(RunView::at);
        controller.post(Accepted.class, ENVIRONMENTS, environment, "reconcile");
        long rounds = timeout.orElse(ONE_TURN).dividedBy(BETWEEN);
        EnvironmentDetail seen = detail(environment);
        for (long i = 0; i < rounds && !ended(seen, before, timeout.isPresent()); i++) {
            operator.rest(BETWEEN);
            seen = detail(environment);
        }
        return judged(seen, ended(seen, before, timeout.isPresent()));
    }

    private boolean current(String environment, Path saved) throws IOException {
        JsonNode plan = Wire.mapper().readTree(saved.toFile());
        PlanView now = controller.post(PlanView.class, ENVIRONMENTS, environment, "plan");
        return plan.path("hash").asText().equals(now.hash());
    }

    private EnvironmentDetail detail(String environment) {
        return controller.get(EnvironmentDetail.class, ENVIRONMENTS, environment);
    }

    private static boolean ended(EnvironmentDetail seen, Optional<Instant> before, boolean settled) {
        boolean turned = !seen.lastRun().map(RunView::at).equals(before);
        boolean moving = seen.health().equals("Progressing") || result(seen).equals("waiting");
        return turned && (!settled || !moving);
    }

    private static ApplyReport judged(EnvironmentDetail seen, boolean ended) {
        if (!ended) {
            return report(seen, "waiting", "it is not settled yet");
        }
        return switch (result(seen)) {
            case "failed", "broken" -> report(seen, "failed", "");
            case "held", "paused", "observed" -> report(seen, "held", "");
            default -> report(seen, "applied", "");
        };
    }

    private static String result(EnvironmentDetail seen) {
        return seen.lastRun().map(RunView::result).orElse("");
    }

    private static ApplyReport report(EnvironmentDetail seen, String outcome, String because) {
        return new ApplyReport(
                seen.name(),
                outcome,
                because,
                seen.sync(),
                seen.health(),
                seen.plan().map(PlanView::hash),
                seen.lastRun().map(List::of).orElse(List.of()));
    }
}
