package io.kinexus.operator.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A verb that asks a running controller about one environment. */
abstract class RemoteVerb extends Verb {
    static final String ENVIRONMENTS = "environments";

    @Mixin
    private final Server server = new Server();

    @Parameters(index = "0", paramLabel = "ENVIRONMENT", description = "The environment.")
    private String environment = "";

    RemoteVerb(Console console) {
        super(console);
    }

    String environment() {
        return environment;
    }

    Controller controller() {
        return server.controller(console().environment());
    }

    <T> T get(Class<T> type, String what) {
        return controller().get(type, ENVIRONMENTS, environment, what);
    }
}
