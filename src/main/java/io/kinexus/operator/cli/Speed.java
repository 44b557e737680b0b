package io.kinexus.operator.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How much faster than real time: 0 stands still. */
final class Speed implements ITypeConverter<Double> {
    private static final double FASTEST = 100_000;

    @Override
    public Double convert(String text) {
        if (text.matches("\\d{1,6}(\\.\\d{1,6})?") && Double.parseDouble(text) <= FASTEST) {
            return Double.valueOf(text);
        }
        throw new TypeConversionException("'" + text + "' is not a speed; allowed is a number from 0 to 100000");
    }
}
