package io.kinexus.operator.sandbox.cloudwatch;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metric math, read once into a tree: arithmetic, comparisons, AND and OR, arrays, and the functions of {@link
 * MathFunctions}. SEARCH and what else AWS has is refused by name.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">Metric math</a>
 */
final class MetricMath {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?|[A-Za-z_][A-Za-z0-9_]*|>=|<=|==|!=|&&|\\|\\||\"[^\"]*\"|[-+*/^()\\[\\],<>])");

    /** One node of the tree. */
    interface Node {
        MathValue on(Grid grid);
    }

    /** Where ids get their lines from, over so many points. */
    interface Grid {
        int points();

        MathValue line(String id);

        /** The quota that limits a usage metric, wherever the metric has a point. */
        MathValue quota(String id);

        /** Every metric of the request, for METRICS(). */
        List<MathValue> metrics();
    }

    private final List<String> tokens = new ArrayList<>();
    private final Set<String> ids = new TreeSet<>();
    private int next;

    private MetricMath(String expression) {
        Matcher matcher = TOKEN.matcher(expression);
        int at = 0;
        while (at < expression.length() && !expression.substring(at).isBlank()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw wrong("unexpected '" + expression.charAt(at) + "' in " + expression);
            }
            tokens.add(matcher.group(1));
            at = matcher.end();
        }
    }

    /** @param ids the ids that it refers to */
    record Parsed(Node node, Set<String> ids) {}

    static Parsed parse(String expression) {
        MetricMath math = new MetricMath(expression);
        Node node = math.either();
        if (math.next < math.tokens.size()) {
            throw wrong("unexpected '" + math.tokens.get(math.next) + "' in " + expression);
        }
        return new Parsed(node, math.ids);
    }

    static AwsFault wrong(String what) {
        return AwsFault.badRequest("ValidationError", "Invalid metrics list: " + what);
    }

    private Node either() {
        Node left = both();
        while (accept("||") || accept("OR")) {
            left = binary(left, both(), (a, b) -> a != 0 || b != 0 ? 1 : 0);
        }
        return left;
    }

    private Node both() {
        Node left = comparison();
        while (accept("&&") || accept("AND")) {
            left = binary(left, comparison(), (a, b) -> a != 0 && b != 0 ? 1 : 0);
        }
        return left;
    }

    private Node comparison() {
        Node left = sum();
        for (String operator : List.of(">=", "<=", "==", "!=", ">", "<")) {
            if (accept(operator)) {
                return binary(left, sum(), (a, b) -> holds(operator, Double.compare(a, b)) ? 1 : 0);
            }
        }
        return left;
    }

    private static boolean holds(String operator, int order) {
        return switch (operator) {
            case ">=" -> order >= 0;
            case "<=" -> order <= 0;
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case ">" -> order > 0;
            default -> order < 0;
        };
    }

    private Node sum() {
        Node left = product();
        while (true) {
            if (accept("+")) {
                left = binary(left, product(), Double::sum);
            } else if (accept("-")) {
                left = binary(left, product(), (a, b) -> a - b);
            } else {
                return left;
            }
        }
    }

    private Node product() {
        Node left = unary();
        while (true) {
            if (accept("*")) {
                left = binary(left, unary(), (a, b) -> a * b);
            } else if (accept("/")) {
                left = binary(left, unary(), (a, b) -> a / b);
            } else {
                return left;
            }
        }
    }

    private Node unary() {
        return accept("-") ? binary(grid -> new MathValue.Scalar(0), unary(), (a, b) -> a - b) : power();
    }

    private Node power() {
        Node left = atom();
        return accept("^") ? binary(left, unary(), Math::pow) : left;
    }

    private Node atom() {
        if (accept("(")) {
            Node inner = either();
            expect(")");
            return inner;
        }
        if (accept("[")) {
            List<Node> items = list("]");
            return grid -> new MathValue.Lines(
                    items.stream().map(item -> item.on(grid)).toList());
        }
        return word();
    }

    private Node word() {
        String word = take();
        if (Character.isDigit(word.charAt(0))) {
            MathValue number = new MathValue.Scalar(Double.parseDouble(word));
            return grid -> number;
        }
        if (word.equals("SERVICE_QUOTA")) {
            return quota();
        }
        if (accept("(")) {
            return MathFunctions.of(word, list(")"));
        }
        if (word.equals("REPEAT") || word.equals("LINEAR")) {
            return MathFunctions.fillWord(word);
        }
        if (!word.matches("[a-z][A-Za-z0-9_]*")) {
            throw wrong("'" + word + "' is not an id");
        }
        ids.add(word);
        return grid -> grid.line(word);
    }

    /** Of a metric of the request, which it takes by its id alone. */
    private Node quota() {
        expect("(");
        String id = take();
        expect(")");
        ids.add(id);
        return grid -> grid.quota(id);
    }

    private List<Node> list(String end) {
        List<Node> items = new ArrayList<>();
        while (!accept(end)) {
            items.add(either());
            if (!accept(",")) {
                expect(end);
                break;
            }
        }
        return items;
    }

    private static Node binary(Node left, Node right, DoubleBinaryOperator how) {
        return grid -> MathValue.combine(left.on(grid), right.on(grid), grid.points(), how);
    }

    private String take() {
        if (next >= tokens.size()) {
            throw wrong("the expression ends too early");
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
            throw wrong("'" + token + "' is missing");
        }
    }
}
