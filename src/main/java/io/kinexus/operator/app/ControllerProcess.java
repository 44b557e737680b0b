package io.kinexus.operator.app;

import io.kinexus.operator.cli.Console;
import io.kinexus.operator.cli.Operator.RunRequest;
import io.kinexus.operator.cli.Refused;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The controller in its process. The servers that it brings itself start beside Quarkus, and outlast it: they end when it has
 * ended, whichever way.
 */
final class ControllerProcess {
    @Setting(value = "The address that the API and the page listen at; 0.0.0.0 for all.", otherwise = "localhost")
    private static final String HOST = "kinexus.host";

    private final Configuration configuration;
    private final Console console;

    ControllerProcess(Configuration configuration, Console console) {
        this.configuration = configuration;
        this.console = console;
    }

    int run(RunRequest request) throws IOException {
        DesiredFolders.check(configuration, request.desiredState());
        int port = free(request.port());
        AtomicInteger exit = new AtomicInteger();
        LocalServers servers = LocalServers.begin(configuration, true);
        Ending ending = Ending.onSignal(Quarkus::asyncExit);
        try {
            settings(request, port, servers).forEach(System::setProperty);
            Quarkus.run(null, (code, failure) -> {
                boolean told = ending.asked();
                exit.set(told ? 0 : code);
                said(Optional.ofNullable(failure).filter(thrown -> !told)).ifPresent(console::note);
            });
        } finally {
            servers.close();
            ending.over(exit.get());
        }
        return exit.get();
    }

    /** Quarkus finds a taken port only after everything else is up. */
    private int free(int port) throws IOException {
        String host = configuration.get(HOST).orElse("localhost");
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (BindException taken) {
            throw Refused.because("port " + port + " of " + host
                    + " cannot be listened on: end what uses it, or name another with --port (" + taken.getMessage()
                    + ")");
        }
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
    private Map<String, String> settings(RunRequest request, int port, LocalServers servers) {
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
