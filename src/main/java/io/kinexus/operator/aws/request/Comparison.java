package io.kinexus.operator.aws.request;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Two numbers that go together: {@code A < B}, {@code Period * EvaluationPeriods <= 604800}. Of products only, since AWS
 * has no others. Nothing is compared while one of the members is absent.
 */
record Comparison(String text, List<String> left, List<String> right, boolean equalToo) implements Check {
    private static final String LESS = " < ";
    private static final String AT_MOST = " <= ";

    static Comparison of(String text) {
        boolean equalToo = text.contains(AT_MOST);
        String[] sides = text.split(equalToo ? AT_MOST : LESS, -1);
        if (sides.length != 2) {
            throw new IllegalArgumentException("no check is written \"" + text + '"');
        }
        return new Comparison(text, factors(sides[0]), factors(sides[1]), equalToo);
    }

    private static List<String> factors(String side) {
        return Arrays.asList(side.split(" \\* "));
    }

    @Override
    public Optional<String> flaw(Object from) {
        Optional<Double> less = product(left, from);
        Optional<Double> more = product(right, from);
        if (less.isEmpty() || more.isEmpty() || holds(less.get(), more.get())) {
            return Optional.empty();
        }
        return Optional.of("needs " + text + "; they are " + Span.plain(less.get()) + " and " + Span.plain(more.get()));
    }

    private boolean holds(double less, double more) {
        return equalToo ? less <= more : less < more;
    }

    private static Optional<Double> product(List<String> factors, Object from) {
        double product = 1;
        for (String factor : factors) {
            Optional<Double> number = Character.isDigit(factor.charAt(0))
                    ? Term.number(factor)
                    : Members.at(from, factor).stream().findFirst().flatMap(Term::number);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            product *= number.get();
        }
        return Optional.of(product);
    }
}
