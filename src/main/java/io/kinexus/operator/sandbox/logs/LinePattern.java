package io.kinexus.operator.sandbox.logs;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A filter's pattern: terms that are all there, {@code ?terms} of which one is there, {@code -terms} that are not, or an
 * expression between percent signs. Patterns of JSON and of columns are not understood, and refused.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter patterns</a>
 */
final class LinePattern {
    private static final int NOT_IMPLEMENTED = 501;
    private static final Pattern TERM = Pattern.compile("([?-]?)(?:\"([^\"]*)\"|(\\S+))");
    /** Letters, digits, the symbols and the operators that AWS allows; no parentheses. */
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9:_#=@/;,\\-^$?\\[\\]{}|\\\\*+.]+");

    private LinePattern() {}

    static boolean isExpression(String pattern) {
        return pattern.length() > 1 && pattern.startsWith("%") && pattern.endsWith("%");
    }

    /** @throws AwsFault when AWS would not take it, or when the sandbox does not understand it */
    static Predicate<String> of(String pattern) {
        if (pattern.startsWith("{") || pattern.startsWith("[")) {
            throw new AwsFault(
                    "NotImplemented", NOT_IMPLEMENTED, "the sandbox understands no patterns of JSON or columns");
        }
        return isExpression(pattern) ? expression(pattern.substring(1, pattern.length() - 1)) : terms(pattern);
    }

    private static Predicate<String> expression(String text) {
        try {
            if (ALLOWED.matcher(text).matches()) {
                Pattern compiled = Pattern.compile(text);
                return line -> compiled.matcher(line).find();
            }
        } catch (PatternSyntaxException wrong) {
            throw AwsFault.badRequest("InvalidParameterException", "Invalid regex: " + wrong.getDescription());
        }
        throw AwsFault.badRequest("InvalidParameterException", "Invalid character(s) in regex: " + text);
    }

    private static Predicate<String> terms(String pattern) {
        List<String> all = new ArrayList<>();
        List<String> some = new ArrayList<>();
        List<String> none = new ArrayList<>();
        Matcher terms = TERM.matcher(pattern);
        while (terms.find()) {
            String text = terms.group(2) == null ? terms.group(3) : terms.group(2);
            List<String> kind = terms.group(1).isEmpty() ? all : terms.group(1).equals("?") ? some : none;
            kind.add(text);
        }
        return line -> all.stream().allMatch(line::contains)
                && (some.isEmpty() || some.stream().anyMatch(line::contains))
                && none.stream().noneMatch(line::contains);
    }
}
