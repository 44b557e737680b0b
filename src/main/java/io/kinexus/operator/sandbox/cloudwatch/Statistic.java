package io.kinexus.operator.sandbox.cloudwatch;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is made of a period's values.
 *
 * @param share for percentiles, between 0 and 1
 * @param above for trimmed counts and percentile ranks: values above this, and up to {@code most}
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html">Statistics</a>
 */
record Statistic(Kind kind, double share, double above, double most) {
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,10})?|100)");
    /** With absolute bounds, either of which may be left out. */
    private static final Pattern BETWEEN = Pattern.compile("(TC|PR)\\((\\d+(?:\\.\\d+)?)?:(\\d+(?:\\.\\d+)?)?\\)");

    private static final double HUNDRED = 100;

    enum Kind {
        SAMPLE_COUNT,
        SUM,
        AVERAGE,
        MINIMUM,
        MAXIMUM,
        PERCENTILE,
        TRIMMED_COUNT,
        PERCENTILE_RANK
    }

    private Statistic(Kind kind, double share) {
        this(kind, share, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    static Statistic parse(@Nullable String text) {
        String name = text == null ? "" : text;
        Matcher percentile = PERCENTILE.matcher(name);
        if (percentile.matches()) {
            return new Statistic(Kind.PERCENTILE, Double.parseDouble(percentile.group(1)) / HUNDRED);
        }
        Matcher between = BETWEEN.matcher(name);
        if (between.matches()) {
            return new Statistic(
                    between.group(1).equals("TC") ? Kind.TRIMMED_COUNT : Kind.PERCENTILE_RANK,
                    0,
                    bound(between.group(2), Double.NEGATIVE_INFINITY),
                    bound(between.group(3), Double.POSITIVE_INFINITY));
        }
        return new Statistic(
                switch (name) {
                    case "SampleCount" -> Kind.SAMPLE_COUNT;
                    case "Sum" -> Kind.SUM;
                    case "Average" -> Kind.AVERAGE;
                    case "Minimum" -> Kind.MINIMUM;
                    case "Maximum" -> Kind.MAXIMUM;
                    default ->
                        throw AwsFault.badRequest(
                                "ValidationError", "The sandbox does not compute the statistic '" + name + "'");
                },
                0);
    }

    private static double bound(@Nullable String text, double none) {
        return text == null ? none : Double.parseDouble(text);
    }
}
