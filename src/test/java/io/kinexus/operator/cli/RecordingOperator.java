package io.kinexus.operator.cli;

import io.kinexus.operator.api.ApplyReport;
import io.kinexus.operator.api.CostView;
import io.kinexus.operator.api.CostView.RangeView;
import io.kinexus.operator.api.DiagnosisView;
import io.kinexus.operator.api.VerificationView;
import io.kinexus.operator.core.plan.Plan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notes what it was asked, and answers what a test says. */
final class RecordingOperator implements Operator {
    final List<Object> asked = new ArrayList<>();
    List<String> problems = List.of();
    Plan plan = new Plan("production", "sha256:1", Instant.EPOCH, List.of(), List.of());
    VerificationView verification = new VerificationView("production", true, List.of());
    String outcome = "applied";
    Optional<RuntimeException> failure = Optional.empty();

    @Override
    public int run(RunRequest request) {
        asked.add(request);
        return 0;
    }

    @Override
    public int sandbox(RunRequest request) {
        asked.add(request);
        return 0;
    }

    @Override
    public List<String> validate(Path desiredState, Optional<String> environment) {
        asked.add(desiredState + " " + environment.orElse("all"));
        return problems;
    }

    @Override
    public Plan plan(Path desiredState, String environment) {
        failure.ifPresent(broken -> {
            throw broken;
        });
        asked.add(desiredState + " " + environment);
        return plan;
    }

    @Override
    public VerificationView verify(Path desiredState, String environment) {
        asked.add(desiredState + " " + environment);
        return verification;
    }

    @Override
    public ApplyReport apply(ApplyRequest request) {
        asked.add(request);
        return new ApplyReport(request.environment(), outcome, "", "InSync", "Healthy", Optional.empty(), List.of());
    }

    @Override
    public String schema(Optional<String> kind) {
        return "{}";
    }

    @Override
    public CostView cost(Path desiredState, String environment) {
        asked.add(desiredState + " " + environment);
        RangeView nothing = new RangeView(0, 0, 0);
        return new CostView(environment, "us-east-1", nothing, List.of(), List.of(), Optional.empty(), List.of());
    }

    @Override
    public DiagnosisView diagnose(Path desiredState, String environment, Optional<String> resource) {
        asked.add(desiredState + " " + environment + " " + resource.orElse("all"));
        return new DiagnosisView(environment, false, List.of());
    }

    @Override
    public PolicyReport iam(Path desiredState, String environment) {
        return new PolicyReport(List.of(), List.of(), Map.of());
    }

    @Override
    public void rest(Duration time) {
        asked.add(time);
    }
}
