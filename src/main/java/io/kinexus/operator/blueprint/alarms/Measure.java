package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.kind.alarm.AlarmSpec.Missing;
import io.kinexus.operator.kind.alarm.AlarmSpec.Query;
import io.kinexus.operator.kind.alarm.AlarmSpec.Stat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one rule's metric is measured on one resource.
 *
 * @param basis live values that expressions are computed with
 * @param notes what the plan says about the figure
 * @param perMinute whether it counts what happened, so that a point of several minutes is that many times as much
 */
record Measure(
        Optional<Stat> metric,
        List<Query> metrics,
        Map<String, String> basis,
        Missing missing,
        List<String> notes,
        boolean perMinute) {

    static Measure single(Stat stat) {
        return new Measure(Optional.of(stat), List.of(), Map.of(), Missing.MISSING, List.of(), false);
    }

    static Measure math(List<Query> queries) {
        return new Measure(Optional.empty(), queries, Map.of(), Missing.MISSING, List.of(), false);
    }

    /** No data is no breach: where nothing happened there is nothing to count. */
    Measure quietWhenMissing() {
        return new Measure(metric, metrics, basis, Missing.NOT_BREACHING, notes, perMinute);
    }

    /** Computed with a live value, which the plan states. */
    Measure on(String name, String value, String note) {
        return new Measure(metric, metrics, Map.of(name, value), missing, List.of(note), perMinute);
    }

    /** A count of what happened: rules state it by the minute. */
    Measure perMinute(boolean counts) {
        return new Measure(metric, metrics, basis, missing, notes, counts);
    }

    Measure noted(String note) {
        return new Measure(metric, metrics, basis, missing, List.of(note), perMinute);
    }
}
