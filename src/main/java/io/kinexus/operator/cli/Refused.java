package io.kinexus.operator.cli;

import java.util.List;

/** It cannot be done, for reasons that a person can read: one line each, on standard error. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exit;
    private final transient List<String> lines;

    public Refused(int exit, List<String> lines) {
        super(String.join("\n", lines));
        this.exit = exit;
        this.lines = List.copyOf(lines);
    }

    /** With the exit code 1. */
    public static Refused because(String line) {
        return new Refused(Exit.FAILED, List.of(line));
    }

    int exit() {
        return exit;
    }

    List<String> lines() {
        return lines;
    }
}
