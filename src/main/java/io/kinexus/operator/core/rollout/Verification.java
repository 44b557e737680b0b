package io.kinexus.operator.core.rollout;

import java.util.List;

/** What was checked before a revision is sent out. */
public record Verification(List<Check> checks) {
    public Verification {
        checks = List.copyOf(checks);
    }

    /** How a check ended. */
    public enum Result {
        PASSED,
        FAILED,
        /** It could not be looked at, which is no pass. */
        NOT_CHECKED
    }

    /**
     * One check.
     *
     * @param name such as {@code image}, {@code execution-role}, {@code secrets}, {@code target-group}, {@code addresses}
     * @param said what was found, and for a failure what to do
     */
    public record Check(String name, Result result, String said) {}

    /** Sentences of what failed; empty when nothing speaks against going on. */
    public List<String> failures() {
        return checks.stream()
                .filter(check -> check.result() == Result.FAILED)
                .map(check -> check.name() + ": " + check.said())
                .toList();
    }
}
