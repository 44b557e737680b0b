package io.kinexus.operator.sandbox.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * The rule of a composite alarm, such as {@code ALARM("a") AND NOT OK("b")}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html">PutCompositeAlarm</a>
 */
final class CompositeRule {
    private static final Pattern TOKEN = Pattern.compile("\\s*(\\(|\\)|\"[^\"]*\"|[^\\s()\"]+)");

    private final List<String> tokens = new ArrayList<>();
    private final Set<String> children = new TreeSet<>();
    private int next;

    private CompositeRule(String text) {
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group(1));
        }
    }

    /** @param holds given the state of each alarm by name */
    record Parsed(Predicate<Function<String, StateValue>> holds, Set<String> children) {}

    static Parsed parse(String text) {
        CompositeRule rule = new CompositeRule(text);
        Predicate<Function<String, StateValue>> holds = rule.either();
        if (rule.next < rule.tokens.size()) {
            throw AlarmCheck.invalid("AlarmRule is malformed near " + rule.tokens.get(rule.next));
        }
        return new Parsed(holds, rule.children);
    }

    private Predicate<Function<String, StateValue>> either() {
        Predicate<Function<String, StateValue>> left = both();
        while (accept("OR")) {
            left = left.or(both());
        }
        return left;
    }

    private Predicate<Function<String, StateValue>> both() {
        Predicate<Function<String, StateValue>> left = single();
        while (accept("AND")) {
            left = left.and(single());
        }
        return left;
    }

    private Predicate<Function<String, StateValue>> single() {
        if (accept("NOT")) {
            return single().negate();
        }
        if (accept("(")) {
            Predicate<Function<String, StateValue>> inner = either();
            expect(")");
            return inner;
        }
        String word = take();
        if (word.equals("TRUE") || word.equals("FALSE")) {
            return states -> word.equals("TRUE");
        }
        if (!Set.of("ALARM", "OK", "INSUFFICIENT_DATA").contains(word)) {
            throw AlarmCheck.invalid("AlarmRule is malformed near " + word);
        }
        expect("(");
        String name = take().replace("\"", "");
        String alarm = name.startsWith("arn:") ? name.substring(name.indexOf(":alarm:") + ":alarm:".length()) : name;
        expect(")");
        children.add(alarm);
        StateValue wanted = StateValue.fromValue(word);
        return states -> states.apply(alarm) == wanted;
    }

    private String take() {
        if (next >= tokens.size()) {
            throw AlarmCheck.invalid("AlarmRule ends too early");
        }
        return tokens.get(next++);
    }

    private boolean accept(String token) {
        boolean there = next < tokens.size() && tokens.get(next).equals(token);
        if (there) {
            next++;
        }
        return there;
    }

    private void expect(String token) {
        if (!accept(token)) {
            throw AlarmCheck.invalid("AlarmRule misses " + token);
        }
    }
}
