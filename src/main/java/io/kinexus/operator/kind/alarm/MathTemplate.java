package io.kinexus.operator.kind.alarm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metric math with places for live values: {@code 100 * free / {bytes}}. What is written there follows the live value; only
 * the rest can be somebody's drift.
 *
 * @param basis values by the name of their place
 */
record MathTemplate(List<AlarmSpec.Query> queries, Map<String, String> basis) {
    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final String NUMBER = "[0-9.]+";

    /** The queries with the values in their places. */
    List<AlarmSpec.Query> filled() {
        return queries.stream().map(this::filled).toList();
    }

    private AlarmSpec.Query filled(AlarmSpec.Query query) {
        Optional<String> expression = query.expression().map(text -> PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(basis.getOrDefault(place.group(1), place.group()))));
        return new AlarmSpec.Query(query.id(), expression, query.stat(), query.returnData());
    }

    /** Whether the live queries are these, whatever numbers stand in the places. */
    static boolean sameForm(MathTemplate want, MathTemplate have) {
        Map<String, AlarmSpec.Query> live = byId(have.queries());
        return want.queries().size() == live.size()
                && want.queries().stream().allMatch(query -> Optional.ofNullable(live.get(query.id()))
                        .filter(found -> sameForm(query, found))
                        .isPresent());
    }

    /** Whether the numbers in the places are the live values too; a different form is for {@link #sameForm} to say. */
    static boolean sameValues(MathTemplate want, MathTemplate have) {
        return !sameForm(want, have) || byId(want.filled()).equals(byId(have.queries()));
    }

    private static boolean sameForm(AlarmSpec.Query want, AlarmSpec.Query have) {
        boolean expression = want.expression()
                .map(text -> have.expression()
                        .filter(found -> form(text).matcher(found).matches())
                        .isPresent())
                .orElse(have.expression().isEmpty());
        return expression && want.stat().equals(have.stat()) && want.returnData() == have.returnData();
    }

    private static Pattern form(String template) {
        StringBuilder form = new StringBuilder();
        Matcher places = PLACE.matcher(template);
        int from = 0;
        while (places.find()) {
            form.append(Pattern.quote(template.substring(from, places.start()))).append(NUMBER);
            from = places.end();
        }
        return Pattern.compile(form + Pattern.quote(template.substring(from)));
    }

    private static Map<String, AlarmSpec.Query> byId(List<AlarmSpec.Query> queries) {
        Map<String, AlarmSpec.Query> byId = new HashMap<>();
        queries.forEach(query -> byId.put(query.id(), query));
        return byId;
    }

    /** For people: the expression that is compared with the threshold, then what it is made of. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (AlarmSpec.Query query : filled()) {
            String what = query.expression().orElseGet(() -> query.stat()
                    .map(stat -> stat.stat() + " " + stat.namespace() + "/" + stat.metricName() + " of "
                            + new TreeMap<>(stat.dimensions()).values())
                    .orElse(""));
            text.append(text.length() == 0 ? "" : "; ")
                    .append(query.id())
                    .append(" = ")
                    .append(what);
        }
        return text.toString();
    }
}
