package io.kinexus.operator.core.cost;

import java.util.Locale;

/** Least, usual and most of something, all in one unit. Equal three times where nothing scales and nothing is assumed. */
public record Range(double min, double typical, double max) {
    public static final Range ZERO = always(0);

    /** The hours of a month, as AWS's own estimates count them. */
    public static final double HOURS = 730;

    public static Range always(double amount) {
        return new Range(amount, amount, amount);
    }

    public Range plus(Range other) {
        return new Range(min + other.min, typical + other.typical, max + other.max);
    }

    public Range minus(Range other) {
        return new Range(min - other.min, typical - other.typical, max - other.max);
    }

    public Range times(double factor) {
        return times(always(factor));
    }

    public Range times(Range other) {
        return new Range(min * other.min, typical * other.typical, max * other.max);
    }

    public boolean fixed() {
        return min == typical && typical == max;
    }

    /** To the cent, so that sums of the same in another order are the same. */
    public Range rounded() {
        return new Range(cents(min), cents(typical), cents(max));
    }

    private static double cents(double amount) {
        return Math.rint(amount * 100) / 100 + 0.0;
    }

    /** {@code 12.00}, or {@code 12.00 / 15.50 / 40.00} where it is not always the same. */
    public String text() {
        return fixed() ? money(typical) : money(min) + " / " + money(typical) + " / " + money(max);
    }

    /** The same of a change: with a sign. */
    public String signed() {
        return fixed() ? sign(typical) : sign(min) + " / " + sign(typical) + " / " + sign(max);
    }

    private static String sign(double amount) {
        return (amount > 0 ? "+" : "") + money(amount);
    }

    private static String money(double amount) {
        return String.format(Locale.ROOT, "%.2f", amount);
    }
}
