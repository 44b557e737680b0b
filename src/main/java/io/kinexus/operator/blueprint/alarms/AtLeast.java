package io.kinexus.operator.blueprint.alarms;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A filter pattern of CloudWatch Logs for lines in which a number is at least so much. Its language compares numbers in JSON
 * and in columns only, so it is spelled out digit by digit; it knows no parentheses, so each way is written whole.
 *
 * @param before what stands in front of the number, as an expression
 * @param least the number, which lines write with a point and further digits
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter patterns</a>
 */
record AtLeast(String before, BigDecimal least) {

    String pattern() {
        BigDecimal plain = least.signum() == 0 ? BigDecimal.ZERO : least.stripTrailingZeros();
        String[] parts = plain.toPlainString().split("\\.");
        String whole = parts[0];
        String rest = parts.length == 1 ? "" : parts[1];
        List<String> ways = new ArrayList<>();
        ways.add(before + "\\d{" + (whole.length() + 1) + "}");
        greater(whole).forEach(way -> ways.add(before + way + "\\."));
        if (rest.isEmpty()) {
            ways.add(before + whole + "\\.");
        } else {
            greater(rest).forEach(way -> ways.add(before + whole + "\\." + way));
            ways.add(before + whole + "\\." + rest);
        }
        return "%" + String.join("|", ways) + "%";
    }

    /** The numbers of as many digits that are greater: equal up to a digit, greater there, and anything after. */
    private static List<String> greater(String digits) {
        List<String> ways = new ArrayList<>();
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 9) {
                int after = digits.length() - i - 1;
                ways.add(digits.substring(0, i) + "[" + (digit + 1) + "-9]" + "\\d".repeat(after));
            }
        }
        return ways;
    }
}
