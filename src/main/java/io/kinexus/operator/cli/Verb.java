package io.kinexus.operator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all verbs share: their common options, and where their answer goes. */
@Command
abstract class Verb implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final Common common = new Common();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli shows the help itself
    private boolean help;

    Verb(Console console) {
        this.console = console;
    }

    Console console() {
        return console;
    }

    Common common() {
        return common;
    }

    /** JSON when that was asked for, else the text. */
    void answer(Object json, String text) {
        if (common.json()) {
            console.json(json);
        } else {
            console.text(text);
        }
    }
}
