package io.kinexus.operator.bench;

import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.EditedService;
import io.kinexus.operator.support.Operated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many services of one account get a new version in the same commit, with AWS's request rates enforced. */
final class ManyRollouts {
    private static final int SERVICES = 25;
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofHours(3);
    private static final int MINUTE = 60;
    private static final double TARGETS = 5;
    private static final double ALARMS = 1;

    private final Path file;
    private final Operated operated;

    ManyRollouts(Path folder) throws IOException {
        file = Files.createDirectories(folder.resolve("many").resolve(EditedService.ENVIRONMENT))
                .resolve("environment.yaml");
        operated = new Operated(
                new DesiredFolder(folder.resolve("many"), Kinds.installed()),
                EditedService.ENVIRONMENT,
                SandboxScript.plain());
    }

    List<Row> rows() throws IOException {
        Files.writeString(file, yaml("1.4.2"));
        operated.pass(LONG, STEP, () -> ended(SERVICES));
        operated.sandbox.locked(() -> {
            operated.sandbox.quotas().enforce(true);
            return file;
        });
        Instant from = operated.sandbox.clock().instant();
        Files.writeString(file, yaml("1.5.0"));
        operated.pass(LONG, STEP, () -> ended(2 * SERVICES));
        long refused = operated.sandbox.locked(() -> operated.sandbox.quotas().throttled().values().stream()
                .mapToLong(Long::longValue)
                .sum());
        long succeeded = operated.rollouts.latest(EditedService.ENVIRONMENT, SERVICES).stream()
                .filter(one -> one.state().word().equals("Succeeded"))
                .count();
        String what = "rollouts: " + SERVICES + " at once, ";
        return List.of(
                new Row(what + "not succeeded", SERVICES - succeeded, 0, "runs"),
                new Row(what + "calls refused by quotas", refused, 0, "calls"),
                new Row(
                        what + "DescribeTargetHealth, busiest minute",
                        rate("DescribeTargetHealth", from),
                        TARGETS,
                        "/s"),
                new Row(what + "DescribeAlarms, busiest minute", rate("DescribeAlarms", from), ALARMS, "/s"));
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
