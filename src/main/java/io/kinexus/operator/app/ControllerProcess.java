package io.kinexus.operator.app;

import io.kinexus.operator.cli.Console;
import io.kinexus.operator.cli.Operator.RunRequest;
import io.kinexus.operator.fleet.LocalRedis;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The controller in its process. The servers that it brings itself start beside Quarkus, and outlast it: they end when it has
 * ended, whichever way.
 */
final class ControllerProcess {
    private final Configuration configuration;
    private final Console console;

    ControllerProcess(Configuration configuration, Console console) {
        this.configuration = configuration;
        this.console = console;
    }

    int run(RunRequest request) throws IOException {
        DesiredFolders.check(configuration, request.desiredState());
        AtomicInteger exit = new AtomicInteger();
        LocalServers servers = LocalServers.begin(configuration, true);
        Ending ending = Ending.onSignal(Quarkus::asyncExit);
        try {
            settings(request, servers).forEach(System::setProperty);
            Quarkus.run(null, (code, failure) -> {
                exit.set(code);
                said(Optional.ofNullable(failure)).ifPresent(console::note);
            });
        } finally {
            servers.close();
            ending.over(exit.get());
        }
        return exit.get();
    }

    /** In one line, what kept it from starting: the innermost reason is the one that people can do something about. */
    private static Optional<String> said(Optional<Throwable> failure) {
        return failure.map(outer -> {
            Throwable inner = outer;
            while (inner.getCause() != null) {
                inner = inner.getCause();
            }
            return "the controller did not start: "
                    + Optional.ofNullable(inner.getMessage())
                            .orElse(inner.toString())
                            .replace('\n', ' ');
        });
    }

    /** Quarkus reads its configuration from here, before any bean exists. */
    private Map<String, String> settings(RunRequest request, LocalServers servers) throws IOException {
        int port = request.port() == 0 ? LocalRedis.freePort() : request.port();
        return Map.of(
                "kinexus.database.own",
                Boolean.toString(servers.ownDatabase()),
                "kinexus.desired-state",
                DesiredFolders.folder(request.desiredState()).toString(),
                DesiredFolders.GIT,
                Boolean.toString(DesiredFolders.git(configuration, request.desiredState())),
                "kinexus.sandbox",
                Boolean.toString(request.sandbox()),
                "kinexus.sandbox.port",
                Integer.toString(request.sandboxPort()),
                "kinexus.sandbox.speed",
                request.speed().orElse(SandboxCloud.SPEED).toString(),
                "kinexus.database.url",
                servers.databaseUrl(),
                "kinexus.redis.url",
                servers.redisUrl().orElse(""),
                "quarkus.redis.hosts",
                servers.redisUrl().orElse(""),
                "quarkus.http.port",
                Integer.toString(port));
    }
}
