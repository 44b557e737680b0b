package io.kinexus.operator.app;

import io.kinexus.operator.fleet.LocalRedis;
import io.kinexus.operator.ledger.DatabaseUrl;
import io.kinexus.operator.ledger.Home;
import io.kinexus.operator.ledger.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers that this process brings itself where no URL names others. They start side by side with everything else: their
 * addresses are known before they answer.
 */
final class LocalServers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalServers.class);

    /** Something that can be started and may fail. */
    private interface Start {
        AutoCloseable begin() throws IOException;
    }

    private final Optional<Home> home;
    private final String databaseUrl;
    private final Optional<String> redisUrl;
    private final List<CompletableFuture<AutoCloseable>> starting = new ArrayList<>();

    private LocalServers(Optional<Home> home, String databaseUrl, Optional<String> redisUrl) {
        this.home = home;
        this.databaseUrl = databaseUrl;
        this.redisUrl = redisUrl;
    }

    /**
     * @param redis whether hints are wanted at all
     * @throws io.kinexus.operator.ledger.HomeTaken when another process works in the home folder
     */
    static LocalServers begin(Configuration configuration, boolean redis) throws IOException {
        boolean ownDatabase = configuration.databaseUrl().isEmpty();
        boolean ownRedis = redis && configuration.redisUrl().isEmpty();
        Optional<Home> home = ownDatabase ? Optional.of(Home.open(configuration.home())) : Optional.empty();
        int databasePort = LocalRedis.freePort();
        int redisPort = LocalRedis.freePort();
        LocalServers servers = new LocalServers(
                home,
                configuration
                        .databaseUrl()
                        .orElse(LocalPostgres.url(databasePort).plain()),
                ownRedis ? Optional.of("redis://127.0.0.1:" + redisPort) : configuration.redisUrl());
        home.ifPresent(folder -> servers.start(() -> LocalPostgres.start(folder, databasePort)));
        if (ownRedis) {
            servers.start(() -> quietly(home.map(Home::folder), redisPort));
        }
        return servers;
    }

    /** Without Redis everything still works, later by a poll. */
    private static AutoCloseable quietly(Optional<Path> folder, int port) {
        try {
            return LocalRedis.start(folder, port);
        } catch (IOException | RuntimeException failure) {
            LOG.warn("no embedded Redis: {}; wakes are noticed by polling", failure.getMessage());
            return () -> {};
        }
    }

    private void start(Start start) {
        Supplier<AutoCloseable> begin = () -> {
            try {
                return start.begin();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        };
        starting.add(CompletableFuture.supplyAsync(begin, work -> new Thread(work, "local-server").start()));
    }

    /** Returns when all answer. */
    void await() throws IOException {
        try {
            starting.forEach(CompletableFuture::join);
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            throw failure;
        }
    }

    DatabaseUrl database() {
        return DatabaseUrl.parse(databaseUrl);
    }

    String databaseUrl() {
        return databaseUrl;
    }

    /** Nobody else has anything in it. */
    boolean ownDatabase() {
        return home.isPresent();
    }

    Optional<String> redisUrl() {
        return redisUrl;
    }

    @Override
    public void close() {
        for (CompletableFuture<AutoCloseable> server : starting) {
            try {
                server.join().close();
            } catch (Exception failure) {
                LOG.warn("a local server did not end well: {}", failure.getMessage());
            }
        }
        home.ifPresent(LocalServers::leave);
    }

    private static void leave(Home home) {
        try {
            home.close();
        } catch (IOException failure) {
            LOG.warn("the home folder's lock did not open: {}", failure.getMessage());
        }
    }
}
