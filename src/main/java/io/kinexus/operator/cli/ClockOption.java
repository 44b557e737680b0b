package io.kinexus.operator.cli;

import picocli.CommandLine.Option;

/** Whose time the loop and the gates go by, when a sandbox in another process is operated. */
final class ClockOption {
    /** Becomes part of the process's configuration, as {@code KINEXUS_CLOCK} is. */
    @Option(
            names = "--clock",
            paramLabel = "URL",
            description = "The /_sandbox of a sandbox in another process, to go by its time.")
    void clock(String url) {
        System.setProperty("kinexus.clock", url);
    }
}
