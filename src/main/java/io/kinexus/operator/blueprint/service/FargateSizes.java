package io.kinexus.operator.blueprint.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The pairs of CPU units and MiB that Fargate has.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html">Fargate task
 *     sizes</a>
 */
public final class FargateSizes {
    private static final int GIB = 1024;
    private static final Map<Integer, List<Integer>> MEMORY = new TreeMap<>(Map.of(
            256, List.of(512, GIB, 2 * GIB),
            512, gib(1, 4, 1),
            1024, gib(2, 8, 1),
            2048, gib(4, 16, 1),
            4096, gib(8, 30, 1),
            8192, gib(16, 60, 4),
            16_384, gib(32, 120, 8)));

    private FargateSizes() {}

    private static List<Integer> gib(int from, int to, int step) {
        return IntStream.iterate(from, size -> size <= to, size -> size + step)
                .map(size -> size * GIB)
                .boxed()
                .toList();
    }

    /** What is wrong with the CPU, and which there are; empty when it is one of them. */
    public static Optional<String> wrongCpu(int cpu) {
        return MEMORY.containsKey(cpu)
                ? Optional.empty()
                : Optional.of(
                        "Fargate has no " + cpu + " CPU units; must be one of " + list(List.copyOf(MEMORY.keySet())));
    }

    /** What is wrong with the memory for this CPU, and which there are; empty when it fits, or the CPU is wrong. */
    public static Optional<String> wrongMemory(int cpu, int memory) {
        List<Integer> allowed = MEMORY.getOrDefault(cpu, List.of(memory));
        return allowed.contains(memory)
                ? Optional.empty()
                : Optional.of("Fargate has no " + memory + " MiB with " + cpu + " CPU units; must be one of "
                        + list(allowed));
    }

    private static String list(List<Integer> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
