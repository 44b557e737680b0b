package io.kinexus.operator.price;

import io.kinexus.operator.core.cost.Range;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When AWS's {@code cron(...)} fires. {@code rate(...)} sets the same bounds again and again, and is taken to have fired at
 * the start; days that AWS counts from the end of a month or to a weekday are taken as the first of the month.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html">Cron
 *     expressions</a>
 */
final class Firings {
    private static final Pattern CRON = Pattern.compile("cron\\((\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+)\\)");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");
    private static final int WEEK = 7;
    private static final double MINUTES = 60;
    private static final double DAY = 24;
    private static final int WHOLE_WEEKS = 364;
    private static final LocalDateTime YEAR = LocalDateTime.of(2024, 1, 1, 0, 0);

    private Firings() {}

    static List<LocalDateTime> of(String schedule, LocalDateTime from, int days) {
        Matcher cron = CRON.matcher(schedule.strip());
        if (!cron.matches()) {
            return List.of(from);
        }
        Set<Integer> minutes = numbers(cron.group(1), 0, 59, List.of());
        Set<Integer> hours = numbers(cron.group(2), 0, 23, List.of());
        Set<Integer> dates = numbers(cron.group(3), 1, 31, List.of());
        Set<Integer> months = numbers(cron.group(4), 1, 12, MONTHS);
        Set<Integer> weekdays = numbers(cron.group(5), 1, WEEK, DAYS);
        List<LocalDateTime> firings = new ArrayList<>();
        for (LocalDate day = from.toLocalDate();
                day.isBefore(from.toLocalDate().plusDays(days));
                day = day.plusDays(1)) {
            boolean fires = dates.contains(day.getDayOfMonth())
                    && months.contains(day.getMonthValue())
                    && weekdays.contains(day.getDayOfWeek().getValue() % WEEK + 1);
            if (fires) {
                addDay(day, hours, minutes, firings);
            }
        }
        return firings;
    }

    /** How often in a month. */
    static double monthly(String schedule) {
        Matcher rate = RATE.matcher(schedule.strip());
        if (rate.matches()) {
            double hours =
                    switch (rate.group(2)) {
                        case "minute" -> 1 / MINUTES;
                        case "hour" -> 1;
                        default -> DAY;
                    };
            return Range.HOURS / (hours * Integer.parseInt(rate.group(1)));
        }
        return of(schedule, YEAR, WHOLE_WEEKS).size() * Range.HOURS / (WHOLE_WEEKS * DAY);
    }

    private static void addDay(LocalDate day, Set<Integer> hours, Set<Integer> minutes, List<LocalDateTime> firings) {
        for (int hour : hours) {
            minutes.forEach(minute -> firings.add(day.atTime(hour, minute)));
        }
    }

    private static Set<Integer> numbers(String field, int min, int max, List<String> words) {
        Set<Integer> numbers = new TreeSet<>();
        for (String term : field.toUpperCase(Locale.ROOT).split(",", -1)) {
            String[] stepped = term.split("/", -1);
            int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
            String[] range = stepped[0].split("-", -1);
            boolean any = stepped[0].matches("[*?]");
            int first = any ? min : number(range[0], min, words);
            int end = stepped.length == 2 ? max : first;
            int last = any ? max : range.length == 2 ? number(range[1], min, words) : end;
            for (int i = first; i <= last; i += step) {
                numbers.add(i);
            }
        }
        return numbers;
    }

    private static int number(String text, int min, List<String> words) {
        int named = words.indexOf(text);
        if (named >= 0) {
            return named + min;
        }
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : min;
    }
}
