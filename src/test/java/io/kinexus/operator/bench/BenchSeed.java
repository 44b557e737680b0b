package io.kinexus.operator.bench;

/** Where seeds begin: {@code -Dkinexus.bench.seed}, so that they can be chosen once the code does not change any more. */
final class BenchSeed {
    private BenchSeed() {}

    static long chosen() {
        return Long.getLong("kinexus.bench.seed", 0);
    }
}
