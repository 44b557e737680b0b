package io.kinexus.operator.bench;

import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.ecs.EcsSandbox;
import io.kinexus.operator.support.EditedService;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Versions that fail hard at every stage, by every strategy: each is taken back, and nobody is sent where nobody answers. */
final class HardFailures {
    /** A round of all of them: 4 strategies, with each tag, and with targets that fail in each state that has traffic. */
    static final int ROUND = 59;

    private static final List<String> TAGS = List.of(
            "missing",
            "nosecret",
            "norole",
            "arm",
            "crash",
            "oom",
            "unhealthy",
            "errors",
            "slow",
            "late",
            "flaky",
            "badmigration");
    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofHours(2);
    private static final int BOUND = 10 * 2 + 5 + 15;
    private static final int UNAVAILABLE = 503;

    private final Path folder;
    private final int runs;

    HardFailures(Path folder, int runs) {
        this.folder = folder;
        this.runs = runs;
    }

    /** @param fails the tag's ending, or else empty and the state in which all new targets begin to answer 503 */
    private record Case(int seed, String strategy, String fails, String state, boolean migration) {}

    private record Result(Case of, String amiss, int wrongShifts, double deaf, double lost, double requests) {}

    List<Row> rows(PrintStream out) {
        List<Case> cases = IntStream.iterate(1, seed -> seed + 1)
                .boxed()
                .flatMap(HardFailures::round)
                .limit(runs)
                .toList();
        List<Result> results = IntStream.range(0, runs)
                .parallel()
                .mapToObj(i -> run(folder.resolve("hard-" + i), cases.get(i)))
                .toList();
        results.stream()
                .filter(one -> !one.amiss().isEmpty() || one.wrongShifts() > 0 || one.deaf() > BOUND)
                .forEach(out::println);
        String what = "rollouts: of " + runs + " hard failures, ";
        return List.of(
                new Row(
                        what + "not rolled back",
                        results.stream().filter(one -> !one.amiss().isEmpty()).count(),
                        0,
                        "runs"),
                new Row(
                        what + "shifts to a deaf group",
                        results.stream().mapToInt(Result::wrongShifts).sum(),
                        0,
                        "shifts"),
                new Row(
                        what + "longest deaf with weight",
                        results.stream().mapToDouble(Result::deaf).max().orElse(0),
                        BOUND,
                        "s"),
                new Row(
                        what + "requests lost, most",
                        results.stream().mapToDouble(Result::lost).max().orElse(0),
                        Double.POSITIVE_INFINITY,
                        "req"),
                new Row(
                        what + "requests lost, of 10,000",
                        10_000
                                * results.stream().mapToDouble(Result::lost).sum()
                                / results.stream().mapToDouble(Result::requests).sum(),
                        Double.POSITIVE_INFINITY,
                        "req"));
    }

    private static Stream<Case> round(int seed) {
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < RolloutYaml.STRATEGIES.size(); i++) {
            String strategy = RolloutYaml.STRATEGIES.get(i);
            boolean migration = (i + seed) % 2 == 0;
            TAGS.forEach(
                    tag -> cases.add(new Case(seed, strategy, "-" + tag, "", migration || tag.equals("badmigration"))));
            Stream.of("Shifting", "Baking", "Watching")
                    .filter(state -> !state.equals("Baking") || !strategy.equals("rolling"))
                    .filter(state -> !state.equals("Shifting") || !strategy.equals("blue-green"))
                    .forEach(state -> cases.add(new Case(seed, strategy, "", state, migration)));
        }
        return cases.stream();
    }

    private static Result run(Path folder, Case of) {
        SandboxScript plain = SandboxScript.plain();
        SandboxScript script = new SandboxScript(
                plain.start(),
                of.seed(),
                List.of(),
                List.of(),
                plain.validateAfter(),
                plain.loadPerSecond(),
                plain.loads(),
                of.seed() % 2 == 0,
                plain.suffixes(),
                List.of(),
                false);
        EditedService service = EditedService.running(
                        folder,
                        yaml -> RolloutYaml.by(
                                of.strategy(), of.migration() ? yaml : RolloutYaml.withoutMigration(yaml)),
                        script)
                .quiet(Duration.ofMinutes(30).plusSeconds(7L * of.seed()));
        String first = service.newest().id();
        TrafficWatch watch = new TrafficWatch(service);
        service.commit("1.5.0" + of.fails());
        boolean[] failed = new boolean[1];
        service.operated.pass(LONG, STEP, () -> {
            watch.look();
            if (!failed[0] && service.newest().state().word().equals(of.state())) {
                failed[0] = !service.newest().id().equals(first) && fail(service);
            }
            return !service.newest().id().equals(first) && service.ended();
        });
        service.operated.pass(Duration.ofMinutes(2), STEP, () -> {
            watch.look();
            return false;
        });
        return new Result(
                of, amiss(service), watch.wrongShifts(), watch.longest().toSeconds(), watch.lost(), watch.requests());
    }

    /** All that runs of the new revision; whether there was any. */
    private static boolean fail(EditedService service) {
        List<EcsSandbox.Running> fresh = service.tasks().getOrDefault(service.definition(), List.of());
        service.answer(fresh, UNAVAILABLE);
        return !fresh.isEmpty();
    }

    private static String amiss(EditedService service) {
        String word = service.newest().state().word();
        if (!word.equals("RolledBack")) {
            return service.newest().history().toString();
        }
        return service.image().endsWith(EditedService.GOOD) ? "" : "runs " + service.image();
    }
}
