package io.kinexus.operator.cli;

import io.kinexus.operator.api.ApplyReport;
import io.kinexus.operator.api.CostView;
import io.kinexus.operator.api.DiagnosisView;
import io.kinexus.operator.api.VerificationView;
import io.kinexus.operator.core.plan.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the verbs do that need no running controller. Errors that a person can mend come as {@link Refused}. */
public interface Operator {
    /** In place of a folder that was named: git where that is configured, else {@code desired-state}. */
    Path CONFIGURED = Path.of("");

    /**
     * The long-running controller; returns when it has ended.
     *
     * @param speed sandbox seconds for each real one; empty: as {@code sandbox.yaml} says, or 60
     */
    record RunRequest(
            Path desiredState, boolean sandbox, Optional<Double> speed, int port, int sandboxPort, boolean json) {}

    /**
     * One apply.
     *
     * @param plan a saved plan, that must still be what a plan made now says
     * @param timeout empty: one turn, without waiting
     * @param restoreData whether databases that are missing are made from their newest copies
     */
    record ApplyRequest(
            Path desiredState,
            String environment,
            Optional<Path> plan,
            Optional<Duration> timeout,
            boolean restoreData) {}

    /** @return the exit code */
    int run(RunRequest request) throws IOException;

    /** The sandbox alone. */
    int sandbox(RunRequest request) throws IOException;

    /** Every mistake, one line each. */
    List<String> validate(Path desiredState, Optional<String> environment);

    /** A dry run: never writes, starts nothing. */
    Plan plan(Path desiredState, String environment);

    /** Pre-flight checks of every service: never writes, starts nothing. */
    VerificationView verify(Path desiredState, String environment);

    ApplyReport apply(ApplyRequest request) throws IOException;

    /** JSON Schema of one kind, or of all. */
    String schema(Optional<String> kind);

    /**
     * What is wrong: never writes, starts nothing.
     *
     * @param resource a declaration, a resource or a name; empty for all
     */
    DiagnosisView diagnose(Path desiredState, String environment, Optional<String> resource);

    /** What an environment costs as its files want it. */
    CostView cost(Path desiredState, String environment);

    /** The least IAM policies for an environment. */
    PolicyReport iam(Path desiredState, String environment);

    /** Lets real time pass between two questions to a controller. */
    void rest(Duration time);
}
