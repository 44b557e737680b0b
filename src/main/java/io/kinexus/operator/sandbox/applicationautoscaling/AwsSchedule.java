package io.kinexus.operator.sandbox.applicationautoscaling;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AWS's three forms of a schedule: {@code cron(minutes hours day-of-month month day-of-week year)}, {@code rate(n unit)} and
 * {@code at(yyyy-mm-ddThh:mm:ss)}.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html">Schedules</a>
 */
public final class AwsSchedule {
    private static final Pattern FORM = Pattern.compile("(cron|rate|at)\\((.*)\\)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,6}) (minute|hour|day)s?");
    private static final int FIELDS = 6;

    /** When it happens next; empty when never again. */
    @FunctionalInterface
    private interface Next {
        Optional<Instant> after(Instant now);
    }

    private final Next next;

    private AwsSchedule(Next next) {
        this.next = next;
    }

    /**
     * @param from when a rate starts to count
     * @throws IllegalArgumentException with the reason, when the text is none of the three forms
     */
    public static AwsSchedule parse(String text, ZoneId zone, Instant from) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a schedule: " + text);
        }
        String inside = form.group(2).strip();
        return switch (form.group(1)) {
            case "cron" -> new AwsSchedule(cron(inside, zone));
            case "rate" -> new AwsSchedule(rate(inside, from));
            default -> new AwsSchedule(at(inside, zone));
        };
    }

    /** Strictly after that moment. */
    public Optional<Instant> next(Instant after) {
        return next.after(after);
    }

    /** AWS's six fields are Quartz's without the seconds. */
    private static Next cron(String fields, ZoneId zone) {
        if (fields.split("\\s+").length != FIELDS) {
            throw new IllegalArgumentException("cron takes six fields: " + fields);
        }
        ExecutionTime times = ExecutionTime.forCron(
                new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ)).parse("0 " + fields));
        return now -> times.nextExecution(ZonedDateTime.ofInstant(now, zone)).map(ZonedDateTime::toInstant);
    }

    private static Next rate(String text, Instant from) {
        Matcher rate = RATE.matcher(text);
        if (!rate.matches() || Integer.parseInt(rate.group(1)) == 0) {
            throw new IllegalArgumentException("rate takes a positive number and minutes, hours or days: " + text);
        }
        long amount = Long.parseLong(rate.group(1));
        Duration every =
                switch (rate.group(2)) {
                    case "minute" -> Duration.ofMinutes(amount);
                    case "hour" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                };
        return now -> {
            long passed = now.isBefore(from) ? 0 : Duration.between(from, now).dividedBy(every) + 1;
            return Optional.of(from.plus(every.multipliedBy(Math.max(1, passed))));
        };
    }

    private static Next at(String text, ZoneId zone) {
        try {
            Instant when = LocalDateTime.parse(text).atZone(zone).toInstant();
            return now -> when.isAfter(now) ? Optional.of(when) : Optional.empty();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("at takes yyyy-mm-ddThh:mm:ss: " + text, e);
        }
    }
}
