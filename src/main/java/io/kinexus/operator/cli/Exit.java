package io.kinexus.operator.cli;

/** The exit codes of the contract. */
final class Exit {
    static final int FINE = 0;
    static final int FAILED = 1;
    static final int CHANGES = 2;
    static final int HELD = 3;
    static final int STALE = 4;
    static final int TIMEOUT = 5;
    static final int WRONG_WORDS = 64;

    private Exit() {}
}
