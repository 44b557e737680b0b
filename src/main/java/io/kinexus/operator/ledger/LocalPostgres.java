package io.kinexus.operator.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A real PostgreSQL of our own on loopback, with its data in the home folder; what a crash left behind is taken up again. */
public final class LocalPostgres implements AutoCloseable {
    private static final int PORT_LINE = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EmbeddedPostgres server;

    private LocalPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Returns when it answers: some seconds the first time, under one later.
     *
     * @param port a free one on loopback
     * @throws IOException when it cannot be started; {@code postgres.log} in the home folder says why
     */
    public static LocalPostgres start(Home home, int port) throws IOException {
        Path data = home.folder().resolve("postgres");
        Path complete = home.folder().resolve("postgres.complete");
        if (!Files.exists(complete)) {
            clear(data);
        }
        endLeftover(data);
        Redirect log = Redirect.appendTo(home.folder().resolve("postgres.log").toFile());
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(PATIENCE)
                .setServerConfig("fsync", "on")
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("max_connections", "50")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setErrorRedirector(log)
                .setOutputRedirector(log)
                .start();
        if (!Files.exists(complete)) {
            Files.createFile(complete);
        }
        return new LocalPostgres(server);
    }

    /** Where it will be, also before it is up. */
    public static DatabaseUrl url(int port) {
        return DatabaseUrl.parse("postgresql://postgres@127.0.0.1:" + port + "/postgres");
    }

    /** Where the server of a process that works in this folder listens; empty when there is none. */
    public static Optional<DatabaseUrl> running(Path folder) {
        Path data = folder.resolve("postgres");
        Path pidFile = data.resolve("postmaster.pid");
        try {
            if (leftover(pidFile, data.toRealPath()).isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(url(
                    Integer.parseInt(Files.readAllLines(pidFile).get(PORT_LINE).strip())));
        } catch (IOException | RuntimeException notReadable) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** A folder whose making was cut off holds nothing yet. */
    private static void clear(Path data) throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        endLeftover(data);
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(data)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    /**
     * The server of a process that was killed lives on. We hold the home's lock, so it has no other user: it is asked to end,
     * which takes what its clients left over into the next start.
     */
    private static void endLeftover(Path data) throws IOException {
        Optional<ProcessHandle> leftover = leftover(data.resolve("postmaster.pid"), data);
        if (leftover.isEmpty()) {
            return;
        }
        leftover.get().destroy();
        try {
            leftover.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the PostgreSQL of an earlier run ends", interrupted);
        } catch (ExecutionException | TimeoutException stillThere) {
            throw new IOException(
                    "the PostgreSQL of an earlier run, process "
                            + leftover.get().pid() + ", does not end",
                    stillThere);
        }
    }

    /** Its first line is the process, its second the data folder; a process that only has the same number is not it. */
    private static Optional<ProcessHandle> leftover(Path pidFile, Path data) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.size() < 2 || !lines.get(1).equals(data.toString())) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
    }
}
