package io.kinexus.operator.blueprint.database;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A stretch of each week in UTC, as RDS and ElastiCache write it: {@code sun:04:30-sun:05:30}.
 *
 * @param from minutes since Monday, midnight
 * @param minutes how long it is
 */
public record WeeklyWindow(int from, int minutes) {
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

    private static int minute(String text) {
        return DAYS.indexOf(text.substring(0, 3)) * DailyWindow.DAY + DailyWindow.minute(text.substring(4));
    }
}
