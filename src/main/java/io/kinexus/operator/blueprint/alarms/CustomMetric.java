package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Rule;
import io.kinexus.operator.kind.alarm.AlarmSpec.Stat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an application measures itself and sends to CloudWatch. */
final class CustomMetric {
    /** In a dimension, the resource's own name. */
    static final String NAME = "{name}";

    private CustomMetric() {}

    static Optional<Measure> measure(Rule rule, String resource) {
        return rule.custom().map(custom -> {
            Map<String, String> dimensions = new HashMap<>();
            custom.dimensions().forEach((key, value) -> dimensions.put(key, value.replace(NAME, resource)));
            Measure measure =
                    Measure.single(new Stat(custom.namespace(), custom.name(), dimensions, aws(custom.statistic())));
            boolean counts =
                    custom.statistic().equals("sum") || custom.statistic().equals("sample-count");
            return counts ? measure.quietWhenMissing().perMinute(true) : measure;
        });
    }

    /** {@code sample-count} is {@code SampleCount}; a percentile is as it is. */
    private static String aws(String statistic) {
        return statistic.startsWith("p")
                ? statistic
                : Arrays.stream(statistic.split("-"))
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }
}
