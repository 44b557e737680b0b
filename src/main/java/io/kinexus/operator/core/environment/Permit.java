package io.kinexus.operator.core.environment;

import java.time.Instant;

/** A person's leave, in a commit, to delete or replace one stateful resource; used once. */
public record Permit(Kind action, String arn, Instant until, String reason) {
    /** What it allows. */
    public enum Kind {
        DELETE,
        REPLACE
    }
}
