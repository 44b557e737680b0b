package io.kinexus.operator.bench;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * Measures rollouts, and judges nothing: {@code ./mvnw verify -Pbench} prints the table and writes
 * {@code target/bench-rollouts.json}. More runs: {@code -Dkinexus.bench.rollouts=200 -Dkinexus.bench.healthy=1000}.
 */
@Tag("bench")
class RolloutBenchTest {
    @TempDir
    Path folder;

    @Test
    void measures() throws IOException {
        PrintStream out = System.out;
        List<Row> rows = new ArrayList<>(new BackToBlue(folder).rows());
        rows.addAll(
                new HardFailures(folder, Integer.getInteger("kinexus.bench.rollouts", HardFailures.ROUND)).rows(out));
        Files.createDirectories(Path.of("target"));
        Files.writeString(
                Path.of("target/bench-rollouts.json"),
                rows.stream().map(Row::json).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
        out.printf("%-62s %12s %12s%n", "what", "measured", "at most");
        rows.forEach(row -> out.println(row.line()));
        assertThat(rows).isNotEmpty();
    }
}
