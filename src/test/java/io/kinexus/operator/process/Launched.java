package io.kinexus.operator.process;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A `./kinexus` that runs in its own process, as a user starts it, with nothing of this process's settings. */
final class Launched implements AutoCloseable {
    /** The first launch after a build rehearses too. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Path LAUNCHER = Path.of("kinexus").toAbsolutePath();

    private final Process process;
    private final Path out;
    private final Path err;

    private Launched(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Launched start(Map<String, String> environment, List<String> words) throws IOException {
        Path out = Files.createTempFile("kinexus", ".out");
        Path err = Files.createTempFile("kinexus", ".err");
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Map<String, String> all = builder.environment();
        all.keySet().removeIf(name -> name.startsWith("KINEXUS_") || name.startsWith("AWS_"));
        all.putAll(environment);
        return new Launched(builder.start(), out, err);
    }

    /** What it has said so far. */
    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What stands after the word on the line that begins with it, once it is there. */
    String awaited(String word) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !process.isAlive() || said(word).isPresent());
        return said(word).orElseThrow(() -> new AssertionError("it never said " + word + ":\n" + out() + err()));
    }

    /** Only whole lines count. */
    private Optional<String> said(String word) {
        String text = out();
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith(word + "  "))
                .map(line -> line.substring(word.length()).strip())
                .findFirst();
    }

    long pid() {
        return process.pid();
    }

    /** Its exit code, once it has ended. */
    int ended(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it has not ended within " + patience + ":\n" + out() + err());
        }
        return process.exitValue();
    }

    int ended() throws InterruptedException {
        return ended(PATIENCE);
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL, and nothing of it is left when this returns. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        terminate();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException doesNotEnd) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
