package io.kinexus.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.blueprint.Schedule.Dialect;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchedulesTest {
    /** @param wanted a part of what is said; empty when nothing is */
    record Case(String reason, Dialect dialect, String given, String wanted) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Case> cases() {
        return Stream.concat(aws(), unix());
    }

    private static Stream<Case> aws() {
        return Stream.of(
                new Case("every night", Dialect.AWS, "cron(0 20 * * ? *)", ""),
                new Case("on weekdays", Dialect.AWS, "cron(0 7 ? * MON-FRI *)", ""),
                new Case("steps, lists, and the last Friday", Dialect.AWS, "cron(0/15 8,20 ? JAN-MAR 6L 2026/2)", ""),
                new Case("the nearest weekday to the 15th", Dialect.AWS, "cron(0 9 15W * ? *)", ""),
                new Case("at intervals", Dialect.AWS, "rate(5 minutes)", ""),
                new Case("one hour", Dialect.AWS, "rate(1 hour)", ""),
                new Case("five fields of Unix", Dialect.AWS, "0 20 * * *", "write \"cron(0 20 * * ? *)\""),
                new Case("days by Unix's numbers", Dialect.AWS, "0 7 * * 1-5", "write \"cron(0 7 ? * MON-FRI *)\""),
                new Case("a date", Dialect.AWS, "0 7 1 6 *", "write \"cron(0 7 1 6 ? *)\""),
                new Case(
                        "Unix's form in AWS's brackets",
                        Dialect.AWS,
                        "cron(0 7 * * 0)",
                        "write \"cron(0 7 ? * SUN *)\""),
                new Case(
                        "a date and a day cannot be said",
                        Dialect.AWS,
                        "0 7 1 * FRI",
                        "must be an AWS schedule such as"),
                new Case("AWS's fields without brackets", Dialect.AWS, "0 20 * * ? *", "write \"cron(0 20 * * ? *)\""),
                new Case("both days given", Dialect.AWS, "cron(0 20 * * * *)", "write \"cron(0 20 * * ? *)\""),
                new Case(
                        "neither day given",
                        Dialect.AWS,
                        "cron(0 20 ? * ? *)",
                        "exactly one of day-of-month and day-of-week"),
                new Case(
                        "an hour that no day has",
                        Dialect.AWS,
                        "cron(0 25 * * ? *)",
                        "its hours field 25 must be 0 to 23"),
                new Case(
                        "a month that no year has",
                        Dialect.AWS,
                        "cron(0 5 * FOO ? *)",
                        "its month field FOO must be 1 to 12"),
                new Case(
                        "a date that no year has",
                        Dialect.AWS,
                        "cron(0 3 31 2 ? *)",
                        "it never fires: there is no day 31 in month 2; change the day"),
                new Case(
                        "no such day in any of the months",
                        Dialect.AWS,
                        "cron(0 3 31 APR-JUN/2,SEP ? *)",
                        "never fires"),
                new Case("a leap day", Dialect.AWS, "cron(0 3 29 FEB ? *)", ""),
                new Case(
                        "a leap day of a year without", Dialect.AWS, "cron(0 3 29 FEB ? 2027)", "in month FEB of 2027"),
                new Case("the last day", Dialect.AWS, "cron(0 3 L 2 ? *)", ""),
                new Case("some day of a list", Dialect.AWS, "cron(0 3 28-31 2 ? *)", ""),
                new Case("every third day", Dialect.AWS, "cron(0 3 1/3 2 ? *)", ""),
                new Case("a rate with the wrong unit", Dialect.AWS, "rate(1 minutes)", "or \"rate(1 hour)\" for one"),
                new Case("a rate of nothing", Dialect.AWS, "rate(0 minutes)", "is not a rate"),
                new Case("words", Dialect.AWS, "every night", "must be an AWS schedule such as"));
    }

    private static Stream<Case> unix() {
        return Stream.of(
                new Case("Friday evening", Dialect.UNIX, "0 18 * * FRI", ""),
                new Case("every quarter", Dialect.UNIX, "*/15 * 1,15 * 1-5", ""),
                new Case("AWS's form", Dialect.UNIX, "cron(0 18 ? * FRI *)", "write \"0 18 * * FRI\""),
                new Case("AWS's numbers of days", Dialect.UNIX, "cron(0 18 ? * 2-6 *)", "write \"0 18 * * MON-FRI\""),
                new Case("six fields", Dialect.UNIX, "0 0 18 * * FRI", "must be five cron fields"),
                new Case("an hour that no day has", Dialect.UNIX, "0 25 * * *", "is not a cron expression"),
                new Case("a date that no year has", Dialect.UNIX, "0 18 30 2 *", "it never fires: there is no day 30"),
                new Case("or else a Friday", Dialect.UNIX, "0 18 30 2 FRI", ""),
                new Case("a nickname", Dialect.UNIX, "@daily", "must be five cron fields"),
                new Case("nothing", Dialect.UNIX, "", "must be five cron fields"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void oneDialectInPlaceOfTheOtherShowsTheRightOne(Case it) {
        String said = Schedules.flaw(it.dialect(), it.given()).orElse("");
        assertThat(said.isEmpty()).isEqualTo(it.wanted().isEmpty());
        assertThat(said).contains(it.wanted());
    }
}
