package io.kinexus.operator.app;

import io.kinexus.operator.cli.Console;
import io.kinexus.operator.cli.Kinexus;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where the process begins. Quarkus is started by the verb {@code run} alone, and brings its own logging then. */
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        Logger.getLogger("").setLevel(Level.WARNING);
        Console console = Console.system();
        System.exit(Kinexus.execute(new LocalOperator(Configuration.ofProcess(), console), console, words));
    }
}
