package io.kinexus.operator.desired;

import io.kinexus.operator.blueprint.Schedule;
import java.util.Optional;

/** The two dialects of schedules. */
final class Schedules {
    private Schedules() {}

    static Optional<String> flaw(Schedule.Dialect dialect, String text) {
        return dialect == Schedule.Dialect.UNIX ? UnixCron.flaw(text) : AwsSchedule.flaw(text);
    }

    static String allowed(Schedule.Dialect dialect) {
        return dialect == Schedule.Dialect.UNIX ? UnixCron.ALLOWED : AwsSchedule.ALLOWED;
    }

    /** Roughly, for editors. */
    static String pattern(Schedule.Dialect dialect) {
        return dialect == Schedule.Dialect.UNIX ? "^\\S+( \\S+){4}$" : "^(cron\\(\\S+( \\S+){5}\\)|rate\\(.+\\))$";
    }
}
