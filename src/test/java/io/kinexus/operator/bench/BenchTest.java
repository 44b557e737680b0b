package io.kinexus.operator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.control.SandboxYaml;
import io.kinexus.operator.support.Operated;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measures, and judges nothing: {@code ./mvnw verify -Pbench} prints the table and writes {@code target/bench.json}. */
@Tag("bench")
class BenchTest {
    private static final int MANY = 1000;

    @TempDir
    Path folder;

    @Test
    void measures() throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        rows.addAll(LookBench.production(
                new DesiredFolder(Path.of("desired-state"), Kinds.installed()),
                SandboxYaml.read(Path.of("desired-state/sandbox.yaml"))));
        rows.addAll(many());
        rows.addAll(new ProcessBench(folder.resolve("processes")).rows());
        rows.addAll(JudgeBench.rows());
        Files.createDirectories(Path.of("target"));
        Files.writeString(
                Path.of("target/bench.json"),
                rows.stream().map(Row::json).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
        PrintStream out = System.out;
        out.printf("%-62s %12s %12s%n", "what", "measured", "at most");
        rows.forEach(row -> out.println(row.line()));
        assertThat(rows).isNotEmpty();
    }

    private List<Row> many() throws IOException {
        Path root = folder.resolve("many");
        DesiredFolder desired = new DesiredFolder(root, Kinds.installed());
        Operated operated = new Operated(desired, "bench", SandboxScript.plain());
        BenchStack.make(operated.sandbox, root, MANY);
        operated.settle(60);
        return LookBench.many(operated, MANY);
    }
}
