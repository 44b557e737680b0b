package io.kinexus.operator.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import redis.embedded.RedisServer;
import redis.embedded.RedisServerBuilder;

/** A Redis of our own on loopback, that keeps nothing on disk. */
public final class LocalRedis implements AutoCloseable {
    private final RedisServer server;

    private LocalRedis(RedisServer server) {
        this.server = server;
    }

    /** A port that is free now, for those who must know the address before the server is up. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Returns when it answers.
     *
     * @param folder where it leaves its number, so that the next one finds and ends it after a crash; nobody else may use it
     */
    public static LocalRedis start(Optional<Path> folder, int port) throws IOException {
        Optional<Path> number = folder.map(home -> home.resolve("redis.pid"));
        if (number.isPresent()) {
            endLeftover(number.get());
        }
        RedisServerBuilder wanted = RedisServer.builder()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .setting("maxmemory 32mb");
        number.ifPresent(file -> wanted.setting("pidfile \"" + file + "\""));
        RedisServer server = wanted.build();
        server.start();
        return new LocalRedis(server);
    }

    /** It keeps nothing, so there is nothing to wait for. A process that only has the same number is not it. */
    private static void endLeftover(Path number) throws IOException {
        if (!Files.exists(number)) {
            return;
        }
        String text = Files.readString(number).strip();
        if (text.matches("\\d{1,18}")) {
            ProcessHandle.of(Long.parseLong(text))
                    .filter(process -> process.info().command().orElse("").contains("redis-server"))
                    .ifPresent(ProcessHandle::destroy);
        }
        Files.delete(number);
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
