package io.kinexus.operator.kind.function;

import io.kinexus.operator.core.cost.Metered;
import io.kinexus.operator.core.cost.Usage;
import java.util.List;

/**
 * What a function is billed for: calls, and how long they take times its memory.
 *
 * @see <a href="https://aws.amazon.com/lambda/pricing/">AWS Lambda pricing</a>
 */
final class FunctionUsage {
    private static final double MIB = 1024;
    private static final double MILLION = 1_000_000;
    private static final double LEAST = 0.2;
    private static final double USUAL = 3;
    private static final double MOST = 30;
    private static final double SHORT = 0.1;
    private static final double USUALLY = 0.2;
    private static final double LONG = 0.5;

    private FunctionUsage() {}

    /** @param memory MiB */
    static Usage of(int memory, String architecture) {
        double size = memory / MIB * MILLION;
        String seconds = architecture.equals("arm64")
                ? "Lambda/duration arm first 7.5 billion GB-s"
                : "Lambda/duration x86 first 6 billion GB-s";
        return Usage.billed(List.of(
                Metered.assumed("Lambda/requests", LEAST, USUAL, MOST, "millions of calls"),
                Metered.assumed(
                        seconds,
                        LEAST * SHORT * size,
                        USUAL * USUALLY * size,
                        MOST * LONG * size,
                        "a call takes 100, 200, 500 ms")));
    }
}
