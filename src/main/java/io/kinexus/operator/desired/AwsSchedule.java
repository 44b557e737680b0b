package io.kinexus.operator.desired;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code cron(20 30 * * ? *)} with six fields, one of the two days being {@code ?}, and {@code rate(5 minutes)}.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">EventBridge:
 *     schedule expressions</a>
 */
final class AwsSchedule {
    static final String ALLOWED = "an AWS schedule such as \"cron(0 20 * * ? *)\" or \"rate(5 minutes)\"";
    static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final Pattern CALL = Pattern.compile("(cron|rate)\\(([^()]*)\\)");
    private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,5}) (minute|hour|day)(s?)");
    private static final int UNIX_FIELDS = 5;
    private static final int DAY_OF_MONTH = 2;
    private static final int MONTH = 3;
    private static final int YEAR = 5;
    private static final int DAY_OF_WEEK = 4;
    private static final List<CronField> FIELDS = List.of(
            new CronField("minutes", 0, 59, List.of(), ""),
            new CronField("hours", 0, 23, List.of(), ""),
            new CronField("day-of-month", 1, 31, List.of(), "\\?|L|LW|([1-9]|[12][0-9]|3[01])W"),
            new CronField("month", 1, 12, MONTHS, ""),
            new CronField("day-of-week", 1, 7, DAYS, "\\?|L|[1-7]L|[1-7]#[1-5]"),
            new CronField("year", 1970, 2199, List.of(), ""));

    private AwsSchedule() {}

    static Optional<String> flaw(String text) {
        if (text.length() > ReadingLimits.KEY) {
            return Optional.of("too long; must be " + ALLOWED);
        }
        Matcher call = CALL.matcher(text.trim());
        if (!call.matches()) {
            return Optional.of(text + " is not an AWS schedule; " + right(fields(text)));
        }
        return call.group(1).equals("rate") ? rate(call.group(2)) : cron(call.group(2));
    }

    private static List<String> fields(String text) {
        return Stream.of(text.trim().split("\\s+")).toList();
    }

    private static Optional<String> rate(String inside) {
        Matcher rate = RATE.matcher(inside.trim());
        if (rate.matches() && rate.group(1).equals("1") == rate.group(3).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("rate(" + inside + ") is not a rate; write a number and minutes, hours or days, such as "
                + "\"rate(5 minutes)\", or \"rate(1 hour)\" for one");
    }

    private static Optional<String> cron(String inside) {
        List<String> fields = fields(inside);
        if (fields.size() != FIELDS.size()) {
            return Optional.of("cron(" + inside + ") has " + fields.size() + " fields; " + right(fields));
        }
        for (int i = 0; i < FIELDS.size(); i++) {
            Optional<String> flaw = FIELDS.get(i).flaw(fields.get(i));
            if (flaw.isPresent()) {
                return flaw.map(said -> "cron(" + inside + "): " + said);
            }
        }
        boolean anyDay =
                fields.get(DAY_OF_MONTH).equals("?") ^ fields.get(DAY_OF_WEEK).equals("?");
        return anyDay
                ? CronDates.never(fields.get(DAY_OF_MONTH), fields.get(MONTH), fields.get(YEAR))
                        .map(why -> "cron(" + inside + "): " + why)
                : Optional.of("cron(" + inside + "): exactly one of day-of-month and day-of-week must be ?; "
                        + right(fields.subList(0, UNIX_FIELDS)));
    }

    /** The same in this dialect, where that can be said. */
    private static String right(List<String> fields) {
        if (fields.size() == FIELDS.size()) {
            return "write \"cron(" + String.join(" ", fields) + ")\"";
        }
        return fields.size() == UNIX_FIELDS
                ? ofUnix(fields).map(cron -> "write \"" + cron + '"').orElse("must be " + ALLOWED)
                : "must be " + ALLOWED;
    }

    private static Optional<String> ofUnix(List<String> fields) {
        String month = fields.get(DAY_OF_MONTH);
        String week = fields.get(DAY_OF_WEEK);
        if (!week.matches("[*?]") && !month.matches("[*?]")) {
            return Optional.empty();
        }
        String days = week.matches("[*?]") ? "?" : named(week);
        String dates = days.equals("?") ? month.replace('?', '*') : "?";
        return Optional.of(
                "cron(" + String.join(" ", fields.get(0), fields.get(1), dates, fields.get(3), days, "*") + ")");
    }

    /** Unix counts days from Sunday as 0, AWS from Sunday as 1: names are the same in both. */
    private static String named(String week) {
        return Stream.of(week.split(","))
                .map(term -> Stream.of(term.split("-")).map(AwsSchedule::day).collect(Collectors.joining("-")))
                .collect(Collectors.joining(","));
    }

    private static String day(String text) {
        return text.matches("[0-7]") ? DAYS.get(Integer.parseInt(text) % DAYS.size()) : text.toUpperCase(Locale.ROOT);
    }
}
