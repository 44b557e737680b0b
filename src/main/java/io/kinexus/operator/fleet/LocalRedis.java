package io.kinexus.operator.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

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

    /** Returns when it answers. */
    public static LocalRedis start(int port) throws IOException {
        RedisServer server = RedisServer.builder()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .setting("maxmemory 32mb")
                .build();
        server.start();
        return new LocalRedis(server);
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
