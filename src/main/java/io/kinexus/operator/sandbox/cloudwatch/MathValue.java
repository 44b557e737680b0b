package io.kinexus.operator.sandbox.cloudwatch;

import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** A value in metric math: a number, a line over time, or several lines. A missing point is not a number. */
sealed interface MathValue {
    /** At one point of the grid. */
    double at(int point);

    record Scalar(double value) implements MathValue {
        @Override
        public double at(int point) {
            return value;
        }
    }

    /** Not a record, since an array has no value of its own. */
    final class Line implements MathValue {
        private final double[] points;

        Line(double[] points) {
            this.points = points;
        }

        @Override
        public double at(int point) {
            return points[point];
        }
    }

    record Lines(List<MathValue> all) implements MathValue {
        @Override
        public double at(int point) {
            throw MetricMath.wrong("an array of time series stands where one is needed");
        }
    }

    /** Point by point; a point that either side lacks, or that is no number (division by zero), is missing. */
    static MathValue combine(MathValue left, MathValue right, int points, DoubleBinaryOperator how) {
        if (left instanceof Scalar a && right instanceof Scalar b) {
            return new Scalar(how.applyAsDouble(a.value(), b.value()));
        }
        double[] result = new double[points];
        for (int i = 0; i < points; i++) {
            double value = how.applyAsDouble(left.at(i), right.at(i));
            boolean known = !Double.isNaN(left.at(i)) && !Double.isNaN(right.at(i)) && Double.isFinite(value);
            result[i] = known ? value : Double.NaN;
        }
        return new Line(result);
    }
}
