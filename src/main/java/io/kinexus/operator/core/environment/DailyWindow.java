package io.kinexus.operator.core.environment;

import java.util.regex.Pattern;

/**
 * A stretch of each day in UTC, as RDS and ElastiCache write it: {@code 03:00-04:00}. It may run past midnight.
 *
 * @param from minutes since midnight
 * @param minutes how long it is
 */
public record DailyWindow(int from, int minutes) {
    public static final String FORM = "([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]";
    public static final int DAY = 24 * 60;
    private static final Pattern SHAPE = Pattern.compile(FORM);

    /** @throws IllegalArgumentException when the text is not in the form */
    public static DailyWindow parse(String text) {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("not a daily window: " + text);
        }
        int from = minute(text.substring(0, 5));
        return new DailyWindow(from, Math.floorMod(minute(text.substring(6)) - from, DAY));
    }

    /** {@code hh:mm} in minutes. */
    static int minute(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3, 5));
    }
}
