package io.kinexus.operator.blueprint.backupplan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When backups begin, as AWS Backup takes it: by {@code cron(...)} alone, and once an hour at most.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html">ScheduleExpression</a>
 */
final class BackupTimes {
    /** As AWS Backup names it in its answers. */
    static final String UTC = "Etc/UTC";

    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) (minute|hour|day)s?\\)");
    private static final Pattern HOURLY = Pattern.compile("cron\\(\\s*\\d{1,2}\\s.*\\)");
    private static final int HOURS = 24;

    private BackupTimes() {}

    static String zone(String name) {
        return name.equals("UTC") ? UTC : name;
    }

    /** Empty for a rate that no cron says: one in hours that a day does not divide into, in minutes, or in several days. */
    static Optional<String> cron(String schedule) {
        Matcher rate = RATE.matcher(schedule.trim());
        if (!rate.matches()) {
            return Optional.of(schedule.trim());
        }
        int amount = Integer.parseInt(rate.group(1));
        boolean hourly = rate.group(2).equals("hour");
        boolean daily = hourly ? amount == HOURS : rate.group(2).equals("day") && amount == 1;
        if (daily) {
            return Optional.of("cron(0 5 * * ? *)");
        }
        if (!hourly || amount > HOURS || HOURS % amount != 0) {
            return Optional.empty();
        }
        return Optional.of(amount == 1 ? "cron(0 * * * ? *)" : "cron(0 0/" + amount + " * * ? *)");
    }

    static Optional<String> flaw(String schedule) {
        Optional<String> cron = cron(schedule);
        if (cron.isEmpty()) {
            return Optional.of(
                    schedule + " cannot be said to AWS Backup, which takes cron alone; write it as one, such as"
                            + " \"cron(0 5 * * ? *)\"");
        }
        return cron.filter(text ->
                        text.startsWith("cron(") && !HOURLY.matcher(text).matches())
                .map(text ->
                        text + " begins more often than once an hour, which AWS Backup does not; write one minute, such"
                                + " as \"cron(0 * * * ? *)\"");
    }
}
