package io.kinexus.operator.engine;

/**
 * Asks that the source of desired state be looked at soon, since it may have moved on. Chooses nothing: which repository,
 * branch and environments is the configuration's, and what is new is found by looking.
 */
@FunctionalInterface
public interface SourcePoll {
    /** Returns at once. Any number of asks while one look is under way cause exactly one more. */
    void soon();
}
