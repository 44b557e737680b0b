package io.kinexus.operator.app;

import io.kinexus.operator.cli.Console;
import io.kinexus.operator.cli.Kinexus;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where the process begins. Quarkus is started by the verb {@code run} alone, and brings its own logging then. */
public final class Main {
    /**
     * The first logger that the JDK's security asks for. Quarkus's logging complains in its name that it is not in place yet,
     * which is on purpose. Kept, since its level goes with it.
     */
    private static final Logger COMPLAINT = Logger.getLogger("jdk.event.security");

    private Main() {}

    public static void main(String[] words) {
        Logger.getLogger("").setLevel(Level.WARNING);
        COMPLAINT.setLevel(Level.OFF);
        Console console = Console.system();
        System.exit(Kinexus.execute(new LocalOperator(Configuration.ofProcess(), console), console, words));
    }
}
