package io.kinexus.operator.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The files that make and run a container, and the workflows that users copy, keep the rules of those who check them. */
class ContainerFilesTest {
    private static final Path DOCKER = Path.of("docker");
    private static final Pattern TAGGED = Pattern.compile("[a-z0-9./-]+:[0-9][\\w.-]*[0-9][\\w.-]*");
    private static final Pattern PINNED = Pattern.compile("[\\w.-]+/[\\w./-]+@[0-9a-f]{40}");

    @Test
    void theImageIsBuiltFromNamedVersionsAndRunsAsNobodySpecial() throws IOException {
        List<String> lines = Files.readAllLines(DOCKER.resolve("Dockerfile.jvm"));
        assertThat(after(lines, "ARG "))
                .allSatisfy(base -> assertThat(base.split("=", 2)[1]).matches(TAGGED));
        assertThat(after(lines, "FROM ")).hasSize(2).allMatch(from -> from.startsWith("${"));
        assertThat(after(lines, "USER ")).containsExactly("10001");
        assertThat(after(lines, "HEALTHCHECK ")).hasSize(1);
        assertThat(after(lines, "ADD ")).isEmpty();
    }

    @Test
    void everythingThatTheImageCopiesIsThereAndLetThrough() throws IOException {
        List<String> through = Files.readAllLines(Path.of(".dockerignore"));
        assertThat(through).first().isEqualTo("*");
        Stream<String> sources = after(Files.readAllLines(DOCKER.resolve("Dockerfile.jvm")), "COPY ").stream()
                .filter(copy -> !copy.startsWith("--from"))
                .flatMap(copy ->
                        Stream.of(copy.substring(0, copy.lastIndexOf(' ')).split(" ")));
        assertThat(sources).isNotEmpty().allSatisfy(source -> {
            assertThat(Path.of(source)).exists();
            assertThat(through).anyMatch(line -> ("!" + source + "/").startsWith(line + "/"));
        });
        assertThat(Files.isExecutable(DOCKER.resolve("health"))).isTrue();
    }

    @Test
    void composeNamesVersionsAndKeepsPasswordsAndPortsToItself() throws IOException {
        String text = Files.readString(DOCKER.resolve("compose.yaml"));
        Map<String, Object> services = map(map(new Yaml().load(text)).get("services"));
        assertThat(services).containsOnlyKeys("postgres", "redis", "operator");
        services.values().stream().map(ContainerFilesTest::map).forEach(service -> {
            assertThat(service.containsKey("build") ^ service.containsKey("image"))
                    .isTrue();
            assertThat(String.valueOf(service.getOrDefault("image", "a:1.0"))).matches(TAGGED);
            assertThat(service.containsKey("build") || service.containsKey("healthcheck"))
                    .isTrue();
            assertThat((List<?>) service.getOrDefault("ports", List.of()))
                    .allMatch(port -> port.toString().startsWith("127.0.0.1:"));
        });
        assertThat(text.lines().filter(line -> line.matches("(?i).*(password|token):.*")))
                .allMatch(line -> line.contains("${"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"github-actions.yaml", "gitlab-ci.yaml"})
    void workflowsParseAndTakeNothingThatMoves(String file) throws IOException {
        String text = Files.readString(Path.of("docs", "ci", file));
        assertThat(map(new Yaml().load(text))).isNotEmpty();
        assertThat(text.lines().map(String::trim).filter(line -> line.startsWith("- uses: ")))
                .allSatisfy(line -> assertThat(line.substring(8).split(" ")[0]).matches(PINNED));
        assertThat(text).doesNotContain(":latest").doesNotContain("pull_request_target");
    }

    private static List<String> after(List<String> lines, String word) {
        return lines.stream()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()))
                .toList();
    }

    @SuppressWarnings("unchecked") // YAML's mappings of these files have text as keys
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }
}
