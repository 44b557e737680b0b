package io.kinexus.operator.core.environment;

/** Whether the loop may write. */
public enum Mode {
    /** Plans, and closes the gap. */
    ENFORCE,
    /** Plans and reports; never writes. */
    OBSERVE
}
