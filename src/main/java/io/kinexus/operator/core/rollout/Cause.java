package io.kinexus.operator.core.rollout;

/** Why a rollout is taken back, which decides how it ends. */
public enum Cause {
    /** The version is bad. It is not tried again. */
    FAULT,
    /** A person said so. It is not tried again. */
    PERSON,
    /** Nothing shows that it is good. A person decides. */
    DOUBT,
    /** What was slow is not the version. A person decides when to try again. */
    OUTSIDE,
    /** Something newer is wanted. */
    OVERTAKEN
}
