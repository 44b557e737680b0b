package io.kinexus.operator.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that the manual shows, page by page and in their order, as somebody types them who follows it. */
@ProcessTest
class DocumentsProcessTest {
    private static final Path PAGES = Path.of("docs");
    private static final Pattern BLOCK = Pattern.compile("(?m)^```sh\\n(.*?)^```$", Pattern.DOTALL);
    private static final String WEBHOOK_SECRET = "of-the-manual-0123456789";

    /**
     * Stands where the launcher stands, since the controller of these pages runs on other ports, and is running already. A plan
     * with changes is not a failure.
     */
    private static final String LAUNCHER = """
        #!/bin/sh
        case $1 in
            run) exit 0 ;;
            status | resources | drift | rollouts | history | journal | pause | resume | task | token)
                exec '%1$s' "$@" --server '%2$s' ;;
            plan) '%1$s' "$@" || [ $? -eq 2 ] ;;
            *) exec '%1$s' "$@" ;;
        esac
        """;

    @TempDir
    static Path folder;

    @SuppressWarnings("NullAway.Init") // started before all tests
    private static Controlled controller;

    @BeforeAll
    static void followTheFirstPage() throws IOException {
        copy(Path.of("desired-state"), folder.resolve("desired-state"));
        controller = Controlled.start(folder, Map.of("KINEXUS_WEBHOOK_SECRET", WEBHOOK_SECRET));
        Path launcher = Files.writeString(
                folder.resolve("kinexus"),
                LAUNCHER.formatted(Path.of("kinexus").toAbsolutePath(), controller.server()));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        List.of("development", "staging", "production").forEach(name -> controller.awaitSync(name, "InSync"));
    }

    @AfterAll
    static void end() {
        controller.close();
    }

    static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .filter(name -> !commands(name).isEmpty())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandOfThePageWorks(String page) throws IOException, InterruptedException {
        Path said = folder.resolve(page + ".out");
        ProcessBuilder shell = new ProcessBuilder("sh", "-eux", "-c", commands(page))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        shell.environment().keySet().removeIf(name -> name.startsWith("KINEXUS_") || name.startsWith("AWS_"));
        shell.environment().putAll(Controlled.aws(controller.sandbox(), folder.resolve("alone")));
        shell.environment().put("KINEXUS_CLOCK", controller.sandbox() + "/_sandbox");
        shell.environment().put("KINEXUS_TOKEN", controller.token());
        shell.environment().put("KINEXUS_WEBHOOK_SECRET", WEBHOOK_SECRET);
        Process process = shell.start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    }

    /** With the ports of this run. */
    private static String commands(String page) {
        try {
            return BLOCK.matcher(Files.readString(PAGES.resolve(page)))
                    .results()
                    .map((MatchResult block) -> block.group(1))
                    .collect(Collectors.joining())
                    .replace("http://localhost:8080", address(true))
                    .replace("http://127.0.0.1:4566", address(false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(boolean server) {
        return (server ? controller.server() : controller.sandbox()).toString();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
