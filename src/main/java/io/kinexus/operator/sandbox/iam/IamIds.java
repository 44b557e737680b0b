package io.kinexus.operator.sandbox.iam;

import io.kinexus.operator.sandbox.Dice;
import java.util.Locale;

/** Unique ids as IAM makes them: {@code AROA} and 17 letters or digits. */
final class IamIds {
    private static final int LENGTH = 17;

    private IamIds() {}

    static String fresh(String prefix, Dice dice) {
        return prefix + dice.hex(LENGTH).toUpperCase(Locale.ROOT);
    }
}
