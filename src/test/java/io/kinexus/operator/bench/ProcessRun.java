package io.kinexus.operator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One whole process, from start to end: wall and CPU seconds (its children's too) and the largest resident set.
 *
 * @param exit its exit code
 * @param mebibytes the peak of resident memory, as the kernel kept it
 */
record ProcessRun(int exit, double wallSeconds, double cpuSeconds, double mebibytes, String output) {
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
    private static final Pattern TIMES = Pattern.compile("(\\d+)m([0-9.]+)s\\s+(\\d+)m([0-9.]+)s\\s*$");

    /** The shell adds the times of its children as its last line; the command replaces no shell, so they are counted. */
    static ProcessRun of(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("bench", ".txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "\"$@\"; code=$?; times; exit $code", "bench")
                .redirectErrorStream(true);
        builder.command().addAll(command);
        builder.environment().putAll(environment);
        builder.redirectOutput(output.toFile());
        long start = System.nanoTime();
        Process process = builder.start();
        double peak = 0;
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(process.toHandle()));
        }
        double wall = (System.nanoTime() - start) / 1e9;
        String text = Files.readString(output);
        Files.delete(output);
        return new ProcessRun(process.exitValue(), wall, cpu(text), peak, text);
    }

    private static double peak(ProcessHandle process) {
        return process.descendants()
                .mapToDouble(child -> peak(child.pid()))
                .max()
                .orElse(0);
    }

    static double peak(long pid) {
        try {
            Matcher match = PEAK.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return match.find() ? Double.parseDouble(match.group(1)) / 1024 : 0;
        } catch (IOException gone) {
            return 0; // it has ended between the listing and the look
        }
    }

    private static double cpu(String text) {
        Matcher match = TIMES.matcher(text);
        if (!match.find()) {
            throw new IllegalStateException("the shell gave no times: " + text);
        }
        return 60 * Double.parseDouble(match.group(1))
                + Double.parseDouble(match.group(2))
                + 60 * Double.parseDouble(match.group(3))
                + Double.parseDouble(match.group(4));
    }
}
