package io.kinexus.operator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures rollouts, and judges nothing: {@code ./mvnw verify -Pbench} prints tables and writes
 * {@code target/bench-rollouts-*.json}. More runs: {@code -Dkinexus.bench.rollouts=200 -Dkinexus.bench.healthy=1000}.
 */
@Tag("bench")
class RolloutBenchTest {
    private static final PrintStream OUT = System.out;
    private static final int HEALTHY = 40;

    @TempDir
    Path folder;

    @Test
    void trafficComesBack() throws IOException {
        show("back", new BackToBlue(folder).rows());
    }

    @Test
    void hardFailuresAreTakenBack() throws IOException {
        int runs = Integer.getInteger("kinexus.bench.rollouts", HardFailures.ROUND);
        show("failures", new HardFailures(folder, runs).rows(OUT));
    }

    @Test
    void healthyOnesStay() throws IOException {
        int runs = Integer.getInteger("kinexus.bench.healthy", HEALTHY);
        show("healthy", new HealthyRollouts(folder, runs).rows(OUT));
    }

    @Test
    void manyAtOnceStayInsideTheQuotas() throws IOException {
        show("many", new ManyRollouts(folder).rows(OUT));
    }

    @Test
    void aKilledOperatorChangesNoEnd() throws IOException {
        show("killed", new KilledRollouts(folder).rows(OUT));
    }

    private static void show(String name, List<Row> rows) throws IOException {
        Files.createDirectories(Path.of("target"));
        Files.writeString(
                Path.of("target/bench-rollouts-" + name + ".json"),
                rows.stream().map(Row::json).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
        OUT.printf("%-62s %12s %12s%n", "what", "measured", "at most");
        rows.forEach(row -> OUT.println(row.line()));
        assertThat(rows).isNotEmpty();
    }
}
