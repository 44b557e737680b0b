package io.kinexus.operator.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that people read names every gate by the words of its class, in the order in which they are asked. */
class GateTableTest {
    private static final String HEAD = "| gate | holds or refuses | to let it through |";

    @Test
    void everyGateHasItsRowInTheOrderOfAsking() throws IOException {
        Stream<Class<?>> gates = Stream.concat(Gate.ALL.stream().map(Object::getClass), Stream.of(HeldTogether.class));
        assertThat(rows())
                .extracting(row -> row.get(1))
                .containsExactlyElementsOf(gates.map(GateTableTest::words).toList());
    }

    @Test
    void everyRowSaysWhatItDoesAndWhatHelps() throws IOException {
        assertThat(rows()).allSatisfy(row -> {
            assertThat(row.get(2)).containsPattern("holds|refuses");
            assertThat(row.get(3)).isNotBlank();
        });
    }

    private static String words(Class<?> gate) {
        return gate.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** By cell; the first is what stands before the first bar. */
    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(Path.of("docs/plan-and-gates.md")).stream()
                .dropWhile(line -> !line.equals(HEAD))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Stream.of(line.split("\\|")).map(String::strip).toList())
                .toList();
    }
}
