package io.kinexus.operator.sandbox;

import java.util.Random;

/** Ids and chance, replayable from a seed. Guarded by the sandbox's lock. */
public final class Dice {
    private static final int HEX = 16;
    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    /** Lower-case hex digits: {@code vpc-} + {@code hex(17)}. */
    public String hex(int digits) {
        StringBuilder text = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            text.append(Character.forDigit(random.nextInt(HEX), HEX));
        }
        return text.toString();
    }

    /** A UUID in form, from the seed. */
    public String uuid() {
        return hex(8) + "-" + hex(4) + "-" + hex(4) + "-" + hex(4) + "-" + hex(12);
    }

    /** In [0, 1). */
    public double chance() {
        return random.nextDouble();
    }

    /** Standard normal. */
    public double gaussian() {
        return random.nextGaussian();
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }
}
