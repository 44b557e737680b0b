package io.kinexus.operator.sandbox.cloudwatch;

import io.kinexus.operator.sandbox.cloudwatch.MetricMath.Grid;
import io.kinexus.operator.sandbox.cloudwatch.MetricMath.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** The functions of metric math that the sandbox knows. */
final class MathFunctions {
    /** FILL(m, REPEAT) is recognised by this very value. */
    private static final MathValue REPEAT = new MathValue.Scalar(Double.NaN);

    private MathFunctions() {}

    static Node of(String name, List<Node> arguments) {
        return switch (name) {
            case "SUM" -> aggregate(arguments, DoubleStream::sum);
            case "AVG" -> aggregate(arguments, values -> values.average().orElse(Double.NaN));
            case "MAX" -> aggregate(arguments, values -> values.max().orElse(Double.NaN));
            case "MIN" -> aggregate(arguments, values -> values.min().orElse(Double.NaN));
            case "ABS" -> map(arguments, Math::abs);
            case "CEIL" -> map(arguments, Math::ceil);
            case "FLOOR" -> map(arguments, Math::floor);
            case "FILL" -> fill(arguments);
            case "IF" -> choose(arguments);
            case "METRICS" -> grid -> new MathValue.Lines(grid.metrics());
            default -> throw MetricMath.wrong("the sandbox does not know the function " + name);
        };
    }

    static Node fillWord(String word) {
        if (word.equals("REPEAT")) {
            return grid -> REPEAT;
        }
        throw MetricMath.wrong("the sandbox does not know FILL(..., LINEAR)");
    }

    /** Folds several values; empty means that there is none. */
    private interface Fold {
        double of(DoubleStream values);
    }

    /** Of an array: a line, point by point. Of one line: the number over all its points. */
    private static Node aggregate(List<Node> arguments, Fold fold) {
        Node argument = only(arguments);
        return grid -> {
            MathValue value = argument.on(grid);
            if (value instanceof MathValue.Lines lines) {
                double[] result = new double[grid.points()];
                for (int i = 0; i < result.length; i++) {
                    result[i] = fold(lines.all(), i, fold);
                }
                return new MathValue.Line(result);
            }
            DoubleStream all = DoubleStream.iterate(0, i -> i < grid.points(), i -> i + 1)
                    .map(i -> value.at((int) i))
                    .filter(Double::isFinite);
            return new MathValue.Scalar(fold.of(all));
        };
    }

    private static double fold(List<MathValue> lines, int point, Fold fold) {
        double[] there = lines.stream()
                .mapToDouble(line -> line.at(point))
                .filter(Double::isFinite)
                .toArray();
        return there.length == 0 ? Double.NaN : fold.of(Arrays.stream(there));
    }

    private static Node map(List<Node> arguments, DoubleUnaryOperator how) {
        Node argument = only(arguments);
        return grid -> MathValue.combine(
                argument.on(grid), new MathValue.Scalar(0), grid.points(), (value, none) -> how.applyAsDouble(value));
    }

    private static Node fill(List<Node> arguments) {
        if (arguments.size() != 2) {
            throw MetricMath.wrong("FILL takes a time series and a value");
        }
        return grid -> {
            MathValue line = arguments.get(0).on(grid);
            MathValue filler = arguments.get(1).on(grid);
            if (line instanceof MathValue.Lines lines) {
                return new MathValue.Lines(lines.all().stream()
                        .map(each -> filled(each, filler, grid))
                        .toList());
            }
            return filled(line, filler, grid);
        };
    }

    private static MathValue filled(MathValue line, MathValue filler, Grid grid) {
        double[] result = new double[grid.points()];
        double last = Double.NaN;
        for (int i = 0; i < result.length; i++) {
            double value = line.at(i);
            if (Double.isNaN(value)) {
                value = filler.equals(REPEAT) ? last : filler.at(i);
            }
            result[i] = value;
            last = value;
        }
        return new MathValue.Line(result);
    }

    private static Node choose(List<Node> arguments) {
        if (arguments.size() < 2 || arguments.size() > 3) {
            throw MetricMath.wrong("IF takes a condition and one or two values");
        }
        Optional<Node> otherwise = arguments.size() > 2 ? Optional.of(arguments.get(2)) : Optional.empty();
        return grid -> {
            MathValue condition = arguments.get(0).on(grid);
            MathValue yes = arguments.get(1).on(grid);
            MathValue no = otherwise.map(node -> node.on(grid)).orElse(new MathValue.Scalar(Double.NaN));
            double[] result = new double[grid.points()];
            for (int i = 0; i < result.length; i++) {
                double holds = condition.at(i);
                result[i] = Double.isNaN(holds) ? Double.NaN : holds != 0 ? yes.at(i) : no.at(i);
            }
            return new MathValue.Line(result);
        };
    }

    private static Node only(List<Node> arguments) {
        if (arguments.size() != 1) {
            throw MetricMath.wrong("the function takes one argument");
        }
        return arguments.get(0);
    }
}
