package io.kinexus.operator.kind.listenerrule;

import java.util.List;
import java.util.Locale;

/** One condition as one line: {@code path-pattern: /api/*, /v1/*}, its values sorted, since AWS keeps no order. */
final class ConditionLine {
    private ConditionLine() {}

    static String of(String field, List<String> values) {
        return field + ": " + String.join(", ", values.stream().sorted().toList());
    }

    /** Header names are compared without regard to case. */
    static String header(String name) {
        return "http-header " + name.toLowerCase(Locale.ROOT);
    }

    /** So are hosts. */
    static List<String> lower(List<String> hosts) {
        return hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }
}
