package io.kinexus.operator.bench;

import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.EditedService;
import io.kinexus.operator.support.Killing;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The operator dies in every state and after every write: each rollout ends as it would have. */
final class KilledRollouts {
    /** The last one regresses when the old tasks are gone. */
    private static final List<String> TAGS = List.of("1.5.0", "1.5.0-flaky", "1.5.0-badmigration", "1.5.0-late");

    private final Path folder;

    KilledRollouts(Path folder) {
        this.folder = folder;
    }

    List<Row> rows(PrintStream out) {
        List<String> results =
                TAGS.stream().parallel().flatMap(tag -> of(tag).stream()).toList();
        List<String> other =
                results.stream().filter(result -> !result.isEmpty()).toList();
        other.forEach(out::println);
        return List.of(new Row(
                "rollouts: operator killed at " + results.size() + " moments, ended otherwise",
                other.size(),
                0,
                "runs"));
    }

    /** For every moment empty, or how it ended otherwise. */
    private List<String> of(String tag) {
        Killing never = Killing.never(fresh(tag, "never"));
        Killing.Ended undisturbed = never.run(tag);
        List<String> results = new ArrayList<>();
        for (String state : undisturbed.states()) {
            results.add(result(tag, "in-" + state, service -> Killing.in(service, state), undisturbed));
        }
        IntStream.rangeClosed(1, never.writes().size())
                .forEach(write -> results.add(
                        result(tag, "after-" + write, service -> Killing.after(service, write), undisturbed)));
        return results;
    }

    private String result(
            String tag, String when, Function<EditedService, Killing> killing, Killing.Ended undisturbed) {
        Killing.Ended ended = killing.apply(fresh(tag, when)).run(tag);
        return ended.equals(undisturbed) ? "" : tag + " killed " + when + ": " + ended + " instead of " + undisturbed;
    }

    private EditedService fresh(String tag, String when) {
        String watch = tag.endsWith("-late") ? "watch: 30m" : "watch: 2m";
        return EditedService.running(
                folder.resolve("killed" + tag + when),
                yaml -> Killing.brief(yaml).replace("watch: 2m", watch),
                SandboxScript.plain());
    }
}
