package io.kinexus.operator.core.rollout;

/**
 * What somebody wants of a rollout.
 *
 * @param by a person's token, or the commit that overtakes it
 * @param to rollback: the id of an earlier rollout whose revision is wanted; empty for the last good one
 */
public record Wish(Kind kind, String by, String to) {
    /** What is wanted. */
    public enum Kind {
        PROMOTE,
        ROLLBACK,
        CONTINUE,
        SUPERSEDE
    }
}
