package io.kinexus.operator.bench;

import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.EditedService;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** From a fault until all traffic is back, in the sandbox's time, looked at every second. */
final class BackToBlue {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofMinutes(90);
    private static final Duration LATE = Duration.ofMinutes(8);
    private static final int CHECKS = 10 * 2 + 5;
    private static final int SLACK = 15;
    private static final int UNAVAILABLE = 503;
    private static final double MILLION = 1e6;

    private final Path folder;
    private final List<Double> decisions = new ArrayList<>();
    private int runs;

    BackToBlue(Path folder) {
        this.folder = folder;
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        String back = "rollouts: all traffic back, bake, ";
        rows.add(new Row(back + "targets fail at a shift", targets(20, 23, 27), CHECKS + SLACK, "s"));
        rows.add(new Row(back + "targets fail later", targets(180, 184, 188, 192), CHECKS + SLACK, "s"));
        rows.add(new Row(back + "tasks exit (-flaky)", stops("1.5.0-flaky", 0, 1, 2, 3, 4), 20, "s"));
        rows.add(new Row(back + "tasks killed (-oom)", stops("1.5.0-oom", 0, 2, 4), 20, "s"));
        rows.add(new Row(back + "-errors", errors(0, 17, 34, 51), 2 * 60 + SLACK, "s"));
        rows.add(new Row("rollouts: back after clean-up, targets fail", cold(false), Double.POSITIVE_INFINITY, "s"));
        rows.add(new Row("rollouts: back after clean-up, -late", cold(true), Double.POSITIVE_INFINITY, "s"));
        decisions.sort(null);
        rows.add(new Row(
                "rollouts: answer with the signal to StopServiceDeployment",
                decisions.get(decisions.size() - 1),
                1000,
                "ms"));
        return rows;
    }

    private EditedService running(String from, String to) {
        return EditedService.running(
                        folder.resolve("blue-" + runs++),
                        yaml -> RolloutYaml.by("blue-green", yaml).replace(from, to),
                        SandboxScript.plain())
                .quiet(Duration.ofMinutes(30));
    }

    /** The worst of all these moments of the bake. */
    private double targets(int... seconds) {
        double worst = 0;
        for (int after : seconds) {
            EditedService service = running("", "");
            Map<String, Integer> blue = service.weights();
            service.commit("1.5.0");
            until(service, STEP, () -> in(service, "Baking"));
            service.operated.pass(Duration.ofSeconds(after), SECOND, () -> false);
            fail(service);
            worst = Math.max(worst, back(service, blue, service.now()));
        }
        return worst;
    }

    /** From the moment at which a first task has ended by itself, as ECS says afterwards. */
    private double stops(String tag, int... seconds) {
        double worst = 0;
        for (int after : seconds) {
            EditedService service = running("", "").quiet(Duration.ofMinutes(1));
            Map<String, Integer> blue = service.weights();
            service.commit(tag);
            until(service, SECOND, () -> !service.weights().equals(blue));
            service.operated.pass(Duration.ofSeconds(after), SECOND, () -> false);
            service.operated.restart(); // so that looks do not fall on the seconds at which tasks exit
            back(service, blue, service.now());
            worst = Math.max(worst, (double)
                    Duration.between(exited(service), service.now()).toSeconds());
        }
        return worst;
    }

    private static Instant exited(EditedService service) {
        EcsClient ecs = service.operated.client(EcsClient.class);
        List<String> stopped = ecs.listTasks(
                        r -> r.cluster("c").serviceName("api").desiredStatus(DesiredStatus.STOPPED))
                .taskArns();
        return ecs.describeTasks(r -> r.cluster("c").tasks(stopped)).tasks().stream()
                .filter(task -> task.stopCode() == TaskStopCode.ESSENTIAL_CONTAINER_EXITED)
                .map(Task::stoppingAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private double errors(int... seconds) {
        double worst = 0;
        for (int after : seconds) {
            EditedService service = running("", "").quiet(Duration.ofSeconds(after));
            Map<String, Integer> blue = service.weights();
            service.commit("1.5.0-errors");
            until(service, SECOND, () -> !service.weights().equals(blue));
            worst = Math.max(worst, back(service, blue, service.now()));
        }
        return worst;
    }

    /** The old tasks are gone: until tasks of the good revision, and only they, have the traffic. */
    private double cold(boolean late) {
        EditedService service = running("bake: 10m", "bake: 2m");
        Map<String, Integer> blue = service.weights();
        String good = service.definition();
        service.commit(late ? "1.5.0-late" : "1.5.0");
        until(service, SECOND, () -> !service.weights().equals(blue));
        Instant fault = service.now().plus(LATE);
        if (late) {
            service.operated.pass(LATE, STEP, () -> false);
        } else {
            until(service, STEP, () -> in(service, "Watching"));
            service.operated.pass(Duration.ofMinutes(1), STEP, () -> false);
            fail(service);
            fault = service.now();
        }
        return until(service, SECOND, () -> served(service, good), fault);
    }

    private static boolean served(EditedService service, String good) {
        return service.weights().entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .allMatch(one -> service.healthy(one.getKey()) > 0
                        && service.tasks().getOrDefault(good, List.of()).stream()
                                .anyMatch(task -> task.endpoints().stream()
                                        .anyMatch(end -> end.targetGroupArn().equals(one.getKey()))));
    }

    private static void fail(EditedService service) {
        String shown = service.definition();
        service.answer(service.tasks().get(shown), UNAVAILABLE);
    }

    private double back(EditedService service, Map<String, Integer> blue, Instant fault) {
        service.operated.sandbox.weather(new Stopwatch());
        return until(service, SECOND, () -> service.weights().equals(blue), fault);
    }

    private static boolean in(EditedService service, String state) {
        return service.newest().state().word().equals(state);
    }

    private static double until(EditedService service, Duration step, BooleanSupplier there, Instant since) {
        until(service, step, there);
        return Duration.between(since, service.now()).toSeconds();
    }

    private static void until(EditedService service, Duration step, BooleanSupplier there) {
        service.operated.pass(LONG, step, there);
        if (!there.getAsBoolean()) {
            throw new IllegalStateException("it never came to that: " + service.newest());
        }
    }

    /** Real time from the end of the answer that a signal came with to the call that stops the deployment. */
    private final class Stopwatch implements Sandbox.Weather {
        private static final List<String> SIGNALS = List.of("DescribeTargetHealth", "DescribeTasks", "GetMetricData");
        private final Map<String, Long> ends = new HashMap<>();
        private boolean stopped;

        @Override
        public AwsResponse through(Sandbox.Call call, AwsRequest request, Supplier<AwsResponse> account) {
            if (!stopped && call.action().equals("StopServiceDeployment")) {
                stopped = true;
                long first =
                        ends.values().stream().mapToLong(Long::longValue).min().orElseThrow();
                decisions.add((System.nanoTime() - first) / MILLION);
            }
            AwsResponse answer = account.get();
            if (SIGNALS.contains(call.action())) {
                ends.put(call.at() + call.action(), System.nanoTime());
                ends.keySet().removeIf(key -> !key.startsWith(call.at().toString()));
            }
            return answer;
        }
    }
}
