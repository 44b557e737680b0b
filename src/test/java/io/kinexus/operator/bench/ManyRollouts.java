package io.kinexus.operator.bench;

import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.rollout.RolloutLoop;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.quota.Quotas;
import io.kinexus.operator.support.EditedService;
import io.kinexus.operator.support.Operated;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;

/**
 * Many services of one account get a new version in the same commit. Every call of their rollouts is held against AWS's
 * request rates, all those of a look at the same instant; what turns read is not counted.
 */
final class ManyRollouts implements Sandbox.Weather {
    private static final int SERVICES = 25;
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofHours(3);
    private static final int MINUTE = 60;
    private static final double TARGETS = 5;
    private static final double ALARMS = 1;

    private final Path file;
    private final Operated operated;
    private final Quotas quotas = new Quotas(true);
    private int refused;

    ManyRollouts(Path folder) throws IOException {
        file = Files.createDirectories(folder.resolve("many").resolve(EditedService.ENVIRONMENT))
                .resolve("environment.yaml");
        operated = new Operated(
                new DesiredFolder(folder.resolve("many"), Kinds.installed()),
                EditedService.ENVIRONMENT,
                SandboxScript.plain());
    }

    List<Row> rows(PrintStream out) throws IOException {
        Files.writeString(file, yaml("1.4.2"));
        operated.pass(LONG, STEP, () -> ended(SERVICES));
        Instant from = operated.sandbox.clock().instant();
        operated.sandbox.weather(this);
        Files.writeString(file, yaml("1.5.0"));
        operated.pass(LONG, STEP, () -> ended(2 * SERVICES));
        boolean all = ended(2 * SERVICES);
        Map<String, Long> throttled = quotas.throttled();
        throttled.forEach((bucket, calls) -> out.println(bucket + ": " + calls + " refused"));
        long succeeded = operated.rollouts.latest(EditedService.ENVIRONMENT, SERVICES).stream()
                .filter(one -> one.state().word().equals("Succeeded"))
                .count();
        String what = "rollouts: " + SERVICES + " at once, ";
        return List.of(
                new Row(what + "not succeeded", all ? SERVICES - succeeded : SERVICES, 0, "runs"),
                new Row(what + "calls that AWS would refuse", refused, 0, "calls"),
                new Row(
                        what + "DescribeTargetHealth, busiest minute",
                        rate("DescribeTargetHealth", from),
                        TARGETS,
                        "/s"),
                new Row(what + "DescribeAlarms, busiest minute", rate("DescribeAlarms", from), ALARMS, "/s"));
    }

    @Override
    public AwsResponse through(Sandbox.Call call, AwsRequest request, Supplier<AwsResponse> account) {
        boolean theirs = StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(RolloutLoop.class.getName())));
        if (theirs) {
            try {
                quotas.take(call, request);
            } catch (AwsFault tooMany) {
                refused++;
                return account.get();
            }
        }
        return account.get();
    }

    private double rate(String action, Instant from) {
        Map<Long, Long> minutes = operated.sandbox.calls().stream()
                .filter(logged -> logged.call().action().equals(action))
                .filter(logged -> !logged.call().at().isBefore(from))
                .collect(Collectors.groupingBy(
                        logged -> logged.call().at().getEpochSecond() / MINUTE, TreeMap::new, Collectors.counting()));
        return minutes.values().stream().mapToLong(Long::longValue).max().orElse(0) / (double) MINUTE;
    }

    private boolean ended(int rollouts) {
        var latest = operated.rollouts.latest(EditedService.ENVIRONMENT, rollouts);
        return latest.size() == rollouts
                && latest.stream().allMatch(one -> one.state().over());
    }

    /** The usual environment with one service so often, each by a path of its own. */
    private static String yaml(String version) throws IOException {
        List<String> documents = List.of(Files.readString(EditedService.FILE).split("---\n"));
        return documents.stream()
                .filter(document -> !document.contains("kind: Alarms"))
                .map(document -> document.replace(
                        "tags: {application: kinexus}",
                        "tags: {application: kinexus}, limits: {maxConcurrentRollouts: 25}"))
                .flatMap(document -> document.contains("kind: Service\n")
                        ? IntStream.rangeClosed(1, SERVICES)
                                .mapToObj(number -> document.replace("{name: api}", "{name: s" + number + "}")
                                        .replace("\"/*\"", "\"/s" + number + "/*\"")
                                        .replace("kinexus-api:1.4.2", "kinexus-api:" + version))
                        : List.of(document).stream())
                .map(document -> document.endsWith("\n") ? document : document + "\n")
                .collect(Collectors.joining("---\n"));
    }
}
