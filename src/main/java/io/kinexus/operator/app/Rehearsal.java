package io.kinexus.operator.app;

import io.kinexus.operator.cli.Console;
import io.kinexus.operator.cli.Kinexus;
import io.quarkus.runtime.Quarkus;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One pass over everything that a start and a plan need, made once after a build, so that the JVM can write its archive of
 * loaded classes from it.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html">Class data sharing</a>
 */
final class Rehearsal {
    private static final String KEY = "kinexus.rehearsal";

    private final RunningController controller;
    private final Configuration configuration;

    Rehearsal(RunningController controller, Configuration configuration) {
        this.controller = controller;
        this.configuration = configuration;
    }

    static boolean wanted(Configuration configuration) {
        return configuration.get(KEY).isPresent();
    }

    /** Ends the process when it is through. */
    void begin() {
        var unused = CompletableFuture.runAsync(this::plan, work -> new Thread(work, "rehearsal").start())
                .whenComplete((done, failure) -> Quarkus.asyncExit(failure == null ? 0 : 1));
    }

    /** As a person would, over HTTP on both sides. */
    private void plan() {
        Console silent = new Console(nowhere(), nowhere(), false, Map.of("KINEXUS_TOKEN", controller.token()));
        Map<String, String> aws =
                Map.of("AWS_ENDPOINT_URL", controller.sandbox().orElseThrow().toString());
        Configuration elsewhere = new Configuration(System.getProperties(), aws);
        String folder = configuration.get("kinexus.desired-state").orElseThrow();
        for (String environment : controller.environments()) {
            LocalOperator operator = new LocalOperator(elsewhere, silent);
            Kinexus.execute(operator, silent, "plan", environment, "--desired-state", folder);
        }
        Kinexus.execute(
                new LocalOperator(elsewhere, silent),
                silent,
                "status",
                "--server",
                "http://localhost:" + configuration.get("quarkus.http.port").orElseThrow());
    }

    private static PrintWriter nowhere() {
        return new PrintWriter(Writer.nullWriter());
    }
}
