package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.rollout.Verification.Check;
import io.kinexus.operator.core.rollout.Verification.Result;
import java.util.ArrayList;
import java.util.List;

/** What one check came across: a failure outweighs what could not be looked at, and that outweighs what is fine. */
final class Findings {
    private final List<String> failures = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private final List<String> fine = new ArrayList<>();

    /** @param sentence what is wrong, and what to do */
    Findings wrong(String sentence) {
        failures.add(sentence);
        return this;
    }

    /** @param sentence what is not known, and why */
    Findings unknown(String sentence) {
        unknown.add(sentence);
        return this;
    }

    Findings fine(String sentence) {
        fine.add(sentence);
        return this;
    }

    /** What is fine is only said when nothing else is. */
    Check as(String name) {
        if (!failures.isEmpty()) {
            failures.addAll(unknown);
            return new Check(name, Result.FAILED, String.join("; ", failures));
        }
        return unknown.isEmpty()
                ? new Check(name, Result.PASSED, String.join("; ", fine))
                : new Check(name, Result.NOT_CHECKED, String.join("; ", unknown));
    }
}
