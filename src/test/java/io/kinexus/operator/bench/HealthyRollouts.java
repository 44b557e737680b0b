package io.kinexus.operator.bench;

import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.EditedService;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Good versions, one after another by each strategy, under a load with the shape of the day: none is to be taken back. */
final class HealthyRollouts {
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofHours(3);
    private static final Duration BETWEEN = Duration.ofMinutes(40);

    private final Path folder;
    private final int runs;

    HealthyRollouts(Path folder, int runs) {
        this.folder = folder;
        this.runs = runs;
    }

    List<Row> rows(PrintStream out) {
        int each = Math.max(1, runs / RolloutYaml.STRATEGIES.size());
        List<String> ends = IntStream.range(0, RolloutYaml.STRATEGIES.size())
                .parallel()
                .mapToObj(i -> ends(i, each))
                .flatMap(List::stream)
                .toList();
        ends.stream().filter(end -> !end.startsWith("Succeeded")).forEach(out::println);
        String what = "rollouts: of " + ends.size() + " healthy ones, ";
        return List.of(
                new Row(
                        what + "taken back",
                        ends.stream().filter(end -> end.startsWith("Roll")).count(),
                        ends.size() / 100.0,
                        "runs"),
                new Row(
                        what + "held, no verdict",
                        ends.stream().filter(end -> end.startsWith("Held")).count(),
                        ends.size() / 100.0,
                        "runs"));
    }

    private List<String> ends(int strategy, int each) {
        SandboxScript plain = SandboxScript.plain();
        SandboxScript script = new SandboxScript(
                plain.start(),
                BenchSeed.chosen() + 100 + strategy,
                List.of(),
                List.of(),
                plain.validateAfter(),
                plain.loadPerSecond(),
                plain.loads(),
                true,
                plain.suffixes(),
                List.of(),
                false);
        String by = RolloutYaml.STRATEGIES.get(strategy);
        EditedService service =
                EditedService.running(folder.resolve("healthy-" + by), yaml -> RolloutYaml.by(by, yaml), script);
        return IntStream.range(0, each).mapToObj(i -> end(service, i)).toList();
    }

    private static String end(EditedService service, int number) {
        service.quiet(BETWEEN);
        String before = service.newest().id();
        String from = number == 0 ? EditedService.GOOD : "/kinexus-api:2." + (number - 1) + ".0";
        service.change(from, "/kinexus-api:2." + number + ".0");
        service.operated.pass(LONG, STEP, () -> !service.newest().id().equals(before) && service.ended());
        return service.newest().state().word() + " " + service.newest().history();
    }
}
