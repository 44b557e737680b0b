package io.kinexus.operator.core.rollout;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What was checked before a revision is sent out. */
public record Verification(List<Check> checks) {
    /** Checks of what surrounds the revision: it gets better without another revision, so it is waited for. */
    private static final Set<String> SURROUNDINGS =
            Set.of("addresses", "fargate-quota", "listener", "certificate", "alarms");

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
        return sentences(check -> check.result() == Result.FAILED);
    }

    /** Of what failed, that for which the revision is to blame. */
    public List<String> faults() {
        return sentences(check -> check.result() == Result.FAILED && !SURROUNDINGS.contains(check.name()));
    }

    /** Of what failed, that which is waited for. */
    public List<String> obstacles() {
        return sentences(check -> check.result() == Result.FAILED && SURROUNDINGS.contains(check.name()));
    }

    /** What could not be looked at, and does not stop the revision. */
    public List<String> unchecked() {
        return sentences(check -> check.result() == Result.NOT_CHECKED);
    }

    private List<String> sentences(Predicate<Check> which) {
        return checks.stream()
                .filter(which)
                .map(check -> check.name() + ": " + check.said())
                .toList();
    }
}
