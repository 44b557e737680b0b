package io.kinexus.operator.desired;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.kinexus.operator.core.environment.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Five fields, minute to day of week, as {@code crontab} has them. */
final class UnixCron {
    static final String ALLOWED = "five cron fields such as \"0 18 * * FRI\"";
    private static final Pattern AWS = Pattern.compile("cron\\((\\S+ \\S+ \\S+ \\S+ \\S+) \\S+\\)");
    private static final int LONGEST = 200;

    private UnixCron() {}

    static Optional<String> flaw(String text) {
        if (text.length() > LONGEST) {
            return Optional.of("too long; must be " + ALLOWED);
        }
        Matcher aws = AWS.matcher(text.trim());
        if (aws.matches()) {
            return Optional.of(text + " is an AWS schedule; write \"" + unix(aws.group(1)) + '"');
        }
        try {
            String[] fields = text.trim().split("\\s+");
            return fields.length == 5 && parse(text).retrieveFieldsAsMap().size() == 5
                    ? never(text, fields)
                    : Optional.of(text + "; must be " + ALLOWED);
        } catch (IllegalArgumentException e) {
            return Optional.of(text + " is not a cron expression (" + e.getMessage() + "); must be " + ALLOWED);
        }
    }

    /** With a day of the week beside it, that day is enough. */
    private static Optional<String> never(String text, String[] fields) {
        return fields[4].equals("*")
                ? CronDates.never(fields[2], fields[3], "*").map(why -> text + ": " + why)
                : Optional.empty();
    }

    private static String unix(String fields) {
        String[] parts = fields.split(" ");
        String week = Stream.of(parts[4].split(","))
                .map(term -> Stream.of(term.split("-")).map(UnixCron::day).collect(Collectors.joining("-")))
                .collect(Collectors.joining(","));
        return String.join(" ", parts[0], parts[1], parts[2], parts[3], week).replace('?', '*');
    }

    private static String day(String text) {
        return text.matches("[1-7]") ? AwsSchedule.DAYS.get(Integer.parseInt(text) - 1) : text;
    }

    private static Cron parse(String text) {
        return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(text.trim());
    }

    /** Open for the duration after each time that the expression names, by the clock of the zone. */
    static Window window(String expression, Duration duration, ZoneId zone) {
        ExecutionTime times = ExecutionTime.forCron(parse(expression));
        return now -> lastStart(times, now.atZone(zone))
                .map(start -> start.toInstant().plus(duration))
                .filter(now::isBefore);
    }

    private static Optional<ZonedDateTime> lastStart(ExecutionTime times, ZonedDateTime now) {
        ZonedDateTime minute = now.truncatedTo(ChronoUnit.MINUTES);
        return times.isMatch(minute) ? Optional.of(minute) : times.lastExecution(now);
    }
}
