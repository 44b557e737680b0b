package io.kinexus.operator.sandbox.cloudwatch;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is made of a period's values.
 *
 * @param share for percentiles, between 0 and 1
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html">Statistics</a>
 */
record Statistic(Kind kind, double share) {
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d{1,10})?|100)");
    private static final double HUNDRED = 100;

    enum Kind {
        SAMPLE_COUNT,
        SUM,
        AVERAGE,
        MINIMUM,
        MAXIMUM,
        PERCENTILE
    }

    static Statistic parse(@Nullable String text) {
        String name = text == null ? "" : text;
        Matcher percentile = PERCENTILE.matcher(name);
        if (percentile.matches()) {
            return new Statistic(Kind.PERCENTILE, Double.parseDouble(percentile.group(1)) / HUNDRED);
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
}
