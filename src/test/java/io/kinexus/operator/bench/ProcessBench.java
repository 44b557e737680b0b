package io.kinexus.operator.bench;

import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.control.SandboxServer;
import io.kinexus.operator.support.Operated;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Whole processes over HTTP against the sandbox, 100 services in a network that exists already, nothing to do. */
final class ProcessBench {
    private static final int SERVICES = 100;
    private static final int RUNS = 5;
    private static final double CALLS = 1.05 * 115;

    private final Path root;
    private final Path home;

    ProcessBench(Path folder) {
        root = folder.resolve("desired-state");
        home = folder.resolve("home");
    }

    List<Row> rows() throws IOException, InterruptedException {
        try (SandboxServer server = SandboxServer.start(SandboxScript.plain(), 0, 1)) {
            BenchStack.make(server.sandbox(), root, SERVICES);
            new Operated(new DesiredFolder(root, Kinds.installed()), "bench", server.sandbox()).settle(60);
            List<Row> rows = new ArrayList<>(fresh(server));
            rows.addAll(new ControllerBench(root, home, server).rows());
            return rows;
        }
    }

    private List<Row> fresh(SandboxServer server) throws IOException, InterruptedException {
        List<ProcessRun> runs = new ArrayList<>();
        List<Integer> calls = new ArrayList<>();
        for (int i = 0; i <= RUNS; i++) {
            int before = server.sandbox().calls().size();
            ProcessRun run = ProcessRun.of(
                    List.of("./kinexus", "plan", "bench", "--desired-state", root.toString()),
                    environment(server, home));
            if (run.exit() != 0) {
                throw new IllegalStateException("the plan is not empty, exit " + run.exit() + ":\n" + run.output());
            }
            calls.add(server.sandbox().calls().size() - before);
            if (i > 0) {
                runs.add(run);
            }
        }
        String what = "fresh `kinexus plan`, " + SERVICES + " services: ";
        return List.of(
                new Row(what + "calls, first", calls.get(0), CALLS, "calls"),
                new Row(what + "calls, later", calls.get(RUNS), CALLS, "calls"),
                new Row(what + "wall", median(runs, ProcessRun::wallSeconds), 4, "s"),
                new Row(what + "CPU", median(runs, ProcessRun::cpuSeconds), 6, "s"),
                new Row(what + "peak memory", median(runs, ProcessRun::mebibytes), 400, "MiB"));
    }

    static Map<String, String> environment(SandboxServer server, Path home) {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_ENDPOINT_URL", server.uri().toString());
        environment.put("AWS_ACCESS_KEY_ID", "123456789012");
        environment.put("AWS_SECRET_ACCESS_KEY", "bench");
        environment.put("AWS_REGION", "us-east-1");
        environment.put("KINEXUS_HOME", home.toString());
        environment.put("KINEXUS_TOKEN", "bench-bench-bench-bench-bench-bench");
        return environment;
    }

    private static double median(List<ProcessRun> runs, ToDoubleFunction<ProcessRun> figure) {
        return runs.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
