package io.kinexus.operator.sandbox.input;

/** From the least to the most, both included, of a number, or of the length of a text, a list or a map. */
record Bounds(double least, double most) {

    /** @param text {@code 1..255}, {@code 1..} or {@code ..255} */
    static Bounds of(String text) {
        int dots = text.indexOf("..");
        String least = text.substring(0, dots);
        String most = text.substring(dots + 2);
        return new Bounds(
                least.isEmpty() ? Double.NEGATIVE_INFINITY : Double.parseDouble(least),
                most.isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(most));
    }

    boolean hold(double value) {
        return value >= least && value <= most;
    }

    /** In Amazon's words: {@code greater than or equal to 1}. */
    String broken(double value) {
        return value < least ? "greater than or equal to " + plain(least) : "less than or equal to " + plain(most);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
