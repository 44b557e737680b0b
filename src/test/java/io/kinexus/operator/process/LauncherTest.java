package io.kinexus.operator.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a folder of its own, where a build is a script that waits until it is let go on. */
@ProcessTest
class LauncherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BUILD = """
        #!/bin/sh
        echo built >>builds
        cat gate
        mkdir -p target && : >target/kinexus-operator-runner.jar
        """;

    @TempDir
    private Path folder;

    private Path place;

    @BeforeEach
    void aCheckout() throws IOException, InterruptedException {
        place = Files.createDirectories(folder.resolve("with a space"));
        copy("kinexus");
        Files.createDirectories(place.resolve(".mvn"));
        copy(".mvn/jdk.sh");
        Files.createDirectories(place.resolve("src/main"));
        Files.writeString(place.resolve("pom.xml"), "<project/>");
        Files.writeString(place.resolve("mvnw"), BUILD);
        assertThat(place.resolve("mvnw").toFile().setExecutable(true)).isTrue();
        assertThat(new ProcessBuilder("mkfifo", place.resolve("gate").toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    private void copy(String name) throws IOException {
        Path copy = Files.copy(Path.of(name), place.resolve(name));
        assertThat(copy.toFile().setExecutable(true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTwoFirstLaunchesOneBuildsAndTheOtherWaits(boolean flock) throws IOException, InterruptedException {
        Process first = launch("first", flock);
        awaitBuilds(1);
        Process second = launch("second", flock);
        awaitWaiting("second");
        letGoOn();
        assertEnded(first);
        assertEnded(second);
        assertThat(builds()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLaunchThatWasKilledLeavesNothingInTheWay(boolean flock) throws IOException, InterruptedException {
        Process killed = launch("killed", flock);
        awaitBuilds(1);
        List<ProcessHandle> children = killed.descendants().toList();
        killed.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
        Process next = launch("next", flock);
        awaitBuilds(2);
        letGoOn();
        assertEnded(next);
    }

    @Test
    void aLinkToALinkLeadsToTheCheckout() throws IOException, InterruptedException {
        Path one = Files.createSymbolicLink(folder.resolve("one"), Path.of("with a space", "kinexus"));
        Path two = Files.createSymbolicLink(folder.resolve("two"), one);
        Process process = start(two, "linked", true);
        awaitBuilds(1);
        letGoOn();
        assertEnded(process);
    }

    @Test
    void withoutAJdkItSaysWhatIsNeeded() throws IOException, InterruptedException {
        Path old = Files.createDirectories(folder.resolve("old/bin"));
        String eleven = "#!/bin/sh\necho '    java.home = " + old.getParent()
                + "' >&2\necho '    java.specification.version = 11' >&2\n";
        for (String name : List.of("java", "javac")) {
            assertThat(Files.writeString(old.resolve(name), eleven).toFile().setExecutable(true))
                    .isTrue();
        }
        ProcessBuilder builder = builder(place.resolve("kinexus"), "none", true);
        builder.environment().put("JAVA_HOME", old.getParent().toString());
        builder.environment().put("PATH", fewTools().toString());
        assertThat(builder.start().waitFor()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("none")))
                .isEqualTo("kinexus: a JDK 17 or later is needed: there is none in JAVA_HOME or on the PATH\n");
    }

    private Process launch(String name, boolean flock) throws IOException {
        return start(place.resolve("kinexus"), name, flock);
    }

    private Process start(Path launcher, String name, boolean flock) throws IOException {
        return builder(launcher, name, flock).start();
    }

    private ProcessBuilder builder(Path launcher, String name, boolean flock) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "validate")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name).toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (!flock) {
            builder.environment().put("PATH", fewTools().toString());
        }
        return builder;
    }

    /** What the launcher calls, and no more: there is no Java, and no flock. */
    private Path fewTools() throws IOException {
        Path tools = folder.resolve("tools");
        if (Files.exists(tools)) {
            return tools;
        }
        Files.createDirectories(tools);
        List<String> names = List.of(
                "sh", "dirname", "readlink", "sed", "head", "find", "mkdir", "ln", "rm", "cat", "touch", "sleep");
        for (String name : names) {
            Path found = Stream.of("/bin", "/usr/bin")
                    .map(folder -> Path.of(folder, name))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow();
            Path tool = Files.writeString(tools.resolve(name), "#!/bin/sh\nexec " + found + " \"$@\"\n");
            assertThat(tool.toFile().setExecutable(true)).isTrue();
        }
        return tools;
    }

    private long builds() throws IOException {
        Path builds = place.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    private void awaitBuilds(int number) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> builds() == number);
    }

    private void awaitWaiting(String name) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> Files.readString(folder.resolve(name))
                .contains("waiting for it"));
    }

    /** Returns once the build reads it. */
    private void letGoOn() throws IOException {
        Files.writeString(place.resolve("gate"), "");
    }

    /** The jar of these tests is empty, so Java ends at once; that the launcher came so far is what counts. */
    private static void assertEnded(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
    }
}
