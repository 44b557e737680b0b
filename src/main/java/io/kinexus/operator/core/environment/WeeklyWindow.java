package io.kinexus.operator.core.environment;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A stretch of each week in UTC, as RDS and ElastiCache write it: {@code sun:04:30-sun:05:30}.
 *
 * @param from minutes since Monday, midnight
 * @param minutes how long it is
 */
public record WeeklyWindow(int from, int minutes) implements Window {
    public static final String FORM =
            "(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]-(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]";
    private static final Pattern SHAPE = Pattern.compile(FORM);
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int WEEK = 7 * DailyWindow.DAY;

    /** @throws IllegalArgumentException when the text is not in the form */
    public static WeeklyWindow parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a weekly window: " + text);
        }
        int from = minute(text.substring(0, 9));
        return new WeeklyWindow(from, Math.floorMod(minute(text.substring(10)) - from, WEEK));
    }

    /** Whether some day's window falls into this one; AWS refuses maintenance during backups. */
    public boolean overlaps(DailyWindow daily) {
        for (int day = -1; day < 8; day++) {
            int start = day * DailyWindow.DAY + daily.from();
            boolean meets = start < from + minutes && from < start + daily.minutes();
            boolean meetsNextWeek = start < from + minutes - WEEK && from - WEEK < start + daily.minutes();
            if (meets || meetsNextWeek) {
                return true;
            }
        }
        return false;
    }

    /** When it opens the next time after this moment; while it is open, when it opened. */
    public Instant opens(Instant now) {
        Instant monday = now.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        return Stream.of(-WEEK, 0, WEEK)
                .map(week -> monday.plus(Duration.ofMinutes(week + from)))
                .filter(opening -> now.isBefore(opening.plus(Duration.ofMinutes(minutes))))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Optional<Instant> openUntil(Instant now) {
        Instant opening = opens(now);
        return now.isBefore(opening) ? Optional.empty() : Optional.of(opening.plus(Duration.ofMinutes(minutes)));
    }

    /** As RDS writes it. */
    @Override
    public String toString() {
        return text(from) + "-" + text(from + minutes);
    }

    private static String text(int minute) {
        int of = Math.floorMod(minute, WEEK);
        return String.format(
                Locale.ROOT, "%s:%02d:%02d", DAYS.get(of / DailyWindow.DAY), of % DailyWindow.DAY / 60, of % 60);
    }

    private static int minute(String text) {
        return DAYS.indexOf(text.substring(0, 3)) * DailyWindow.DAY + DailyWindow.minute(text.substring(4));
    }
}
