package io.kinexus.operator.bench;

import io.kinexus.operator.sandbox.control.SandboxServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A controller that runs: how soon it is ready, what a plan costs it, how much memory it keeps. */
final class ControllerBench {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final Path root;
    private final Path home;
    private final SandboxServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    ControllerBench(Path root, Path home, SandboxServer server) {
        this.root = root;
        this.home = home;
        this.server = server;
    }

    List<Row> rows() throws IOException, InterruptedException {
        start(freePort()).stop(); // makes the database, which is not part of a start
        List<Row> rows = new ArrayList<>();
        Running running = start(freePort());
        rows.add(new Row("controller: JVM start to ready, database initialised", running.ready(), 3, "s"));
        running.untilInSync();
        List<Double> times = new ArrayList<>();
        int calls = 0;
        for (int i = 0; i < 11; i++) {
            int before = server.sandbox().calls().size();
            long start = System.nanoTime();
            running.plan();
            times.add((System.nanoTime() - start) / 1e9);
            calls = server.sandbox().calls().size() - before;
        }
        times.sort(null);
        rows.add(new Row("controller: calls of a plan, 100 services", calls, 16, "calls"));
        rows.add(new Row("controller: a plan, 100 services, median of 11", times.get(5), 0.6, "s"));
        rows.add(new Row("controller: resident memory, 100 services", running.resident(), 350, "MiB"));
        running.stop();
        return rows;
    }

    private Running start(int port) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                "./kinexus", "run", "--desired-state", root.toString(), "--port", String.valueOf(port));
        builder.environment().putAll(ProcessBench.environment(server, home));
        builder.redirectErrorStream(true)
                .redirectOutput(Files.createTempFile("controller", ".txt").toFile());
        long start = System.nanoTime();
        Process process = builder.start();
        while (!answers(port, "/q/health/ready")) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the controller ended with " + process.exitValue());
            }
        }
        return new Running(process, port, (System.nanoTime() - start) / 1e9);
    }

    private boolean answers(int port, String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private final class Running {
        private final Process process;
        private final int port;
        private final double ready;

        Running(Process process, int port, double ready) {
            this.process = process;
            this.port = port;
            this.ready = ready;
        }

        double ready() {
            return ready;
        }

        void untilInSync() throws IOException, InterruptedException {
            while (!send("GET", "/api/v1/status").contains("InSync")) {
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("the controller ended with " + process.exitValue());
                }
            }
        }

        void plan() throws IOException, InterruptedException {
            String answer = send("POST", "/api/v1/environments/bench/plan");
            if (!answer.contains("\"steps\"")) {
                throw new IllegalStateException(answer);
            }
        }

        double resident() throws IOException {
            Matcher match = RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
            return match.find() ? Double.parseDouble(match.group(1)) / 1024 : Double.NaN;
        }

        void stop() throws InterruptedException {
            process.destroy();
            process.waitFor();
        }

        private String send(String method, String path) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header("Authorization", "Bearer bench-bench-bench-bench-bench-bench")
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
