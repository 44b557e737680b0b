package io.kinexus.operator.desired;

import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a day of the month ever comes, such as the 31st of February, whose schedule is valid and never fires. Whether a
 * year is over is not asked: a file that is right today is right tomorrow.
 */
final class CronDates {
    /** Holds a leap year and one that is none; only February cares. */
    private static final Set<Integer> ANY_YEAR = Set.of(2027, 2028);

    private CronDates() {}

    /**
     * Why it never fires, if so; fields that are none have no date, and are said elsewhere.
     *
     * @param day the field of the day of the month
     * @param year {@code *} where the dialect has none
     */
    static Optional<String> never(String day, String month, String year) {
        Optional<Set<Integer>> days = values(day, 1, 31, List.of());
        Optional<Set<Integer>> months = values(month, 1, 12, AwsSchedule.MONTHS);
        Optional<Set<Integer>> years = year.equals("*") ? Optional.of(ANY_YEAR) : values(year, 1970, 2199, List.of());
        if (days.isEmpty() || months.isEmpty() || years.isEmpty()) {
            return Optional.empty();
        }
        boolean comes = years.get().stream()
                .anyMatch(one -> months.get().stream().anyMatch(that -> comes(one, that, days.get())));
        return comes
                ? Optional.empty()
                : Optional.of("it never fires: there is no day " + day + " in month " + month
                        + (year.equals("*") ? "" : " of " + year) + "; change the day of the month or the month");
    }

    private static boolean comes(int year, int month, Set<Integer> days) {
        int last = YearMonth.of(Year.of(year).getValue(), month).lengthOfMonth();
        return days.stream().anyMatch(day -> day <= last);
    }

    /** Every number of a plain field; empty for one that says more, such as {@code L} or {@code 15W}. */
    private static Optional<Set<Integer>> values(String field, int min, int max, List<String> words) {
        Set<Integer> all = new TreeSet<>();
        for (String term : field.toUpperCase(Locale.ROOT).split(",", -1)) {
            String[] stepped = term.split("/", 2);
            String[] range = stepped[0].split("-", 2);
            boolean whole = stepped[0].equals("*");
            Optional<Integer> from = whole ? Optional.of(min) : number(range[0], min, words);
            Optional<Integer> to = whole || (stepped.length == 2 && range.length == 1)
                    ? Optional.of(max)
                    : number(range[range.length - 1], min, words);
            Optional<Integer> step = stepped.length == 1 ? Optional.of(1) : number(stepped[1], min, List.of());
            if (from.isEmpty() || to.isEmpty() || step.isEmpty() || step.get() == 0) {
                return Optional.empty();
            }
            add(all, from.get(), to.get() < from.get() ? max : to.get(), step.get());
        }
        return Optional.of(all);
    }

    private static void add(Set<Integer> all, int from, int to, int step) {
        for (int one = from; one <= to; one += step) {
            all.add(one);
        }
    }

    private static Optional<Integer> number(String text, int min, List<String> words) {
        if (words.contains(text)) {
            return Optional.of(words.indexOf(text) + min);
        }
        return text.matches("[0-9]{1,4}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
}
