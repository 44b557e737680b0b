package io.kinexus.operator.sandbox.ecs;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * The pairs of CPU and memory that Fargate has.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html">Task sizes</a>
 */
final class FargateSizes {
    private static final int VCPU = 1024;
    private static final int GIB = 1024;

    private FargateSizes() {}

    static boolean exists(int cpu, int memory) {
        return switch (cpu) {
            case 256 -> memory == 512 || memory == GIB || memory == 2 * GIB;
            case 512 -> within(memory, 1, 4, 1);
            case VCPU -> within(memory, 2, 8, 1);
            case 2 * VCPU -> within(memory, 4, 16, 1);
            case 4 * VCPU -> within(memory, 8, 30, 1);
            case 8 * VCPU -> within(memory, 16, 60, 4);
            case 16 * VCPU -> within(memory, 32, 120, 8);
            default -> false;
        };
    }

    private static boolean within(int memory, int from, int to, int step) {
        return memory % GIB == 0 && memory / GIB >= from && memory / GIB <= to && (memory / GIB - from) % step == 0;
    }

    /** {@code 256}, {@code .25 vCPU} and {@code 0.25vcpu} are 256. */
    static Optional<Integer> cpu(String text) {
        return scaled(text, "vcpu", VCPU);
    }

    /** {@code 512}, {@code 0.5 GB} and {@code .5gb} are 512. */
    static Optional<Integer> memory(String text) {
        return scaled(text, "gb", GIB);
    }

    private static Optional<Integer> scaled(String text, String unit, int size) {
        String plain = text.toLowerCase(Locale.ROOT).replace(" ", "");
        try {
            return Optional.of(
                    plain.endsWith(unit)
                            ? new BigDecimal(plain.substring(0, plain.length() - unit.length()))
                                    .multiply(BigDecimal.valueOf(size))
                                    .intValueExact()
                            : Integer.parseInt(plain));
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
