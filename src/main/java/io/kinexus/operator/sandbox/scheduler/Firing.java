package io.kinexus.operator.sandbox.scheduler;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.applicationautoscaling.AwsSchedule;
import io.kinexus.operator.sandbox.sqs.SqsSandbox;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import software.amazon.awssdk.services.scheduler.model.GetScheduleResponse;
import software.amazon.awssdk.services.scheduler.model.ScheduleState;

/**
 * Calls the targets when their time comes. A rate without a start date begins at once. A call that fails is made again, and
 * lands in the dead-letter queue when its time or its attempts are used up; the gaps between attempts are a guess, since AWS
 * says no more than that they grow.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule types</a>
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets.html">Retry policy</a>
 */
final class Firing {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final int DOUBLINGS = 9;

    private final Account account;
    private final Targets targets;

    Firing(Account account) {
        this.account = account;
        this.targets = new Targets(account);
    }

    /** @throws AwsFault as CreateSchedule answers for an expression or a zone that is none */
    static AwsSchedule read(String expression, String zone, Instant from) {
        try {
            return AwsSchedule.parse(expression, ZoneId.of(zone), from);
        } catch (DateTimeException e) {
            throw Refused.invalid("Invalid Schedule Expression Timezone " + zone + ".");
        } catch (IllegalArgumentException e) {
            throw Refused.invalid("Invalid Schedule Expression " + expression + ".");
        }
    }

    /** @param fresh whether it was just created: a rate then calls at once */
    void start(Planned one, boolean fresh) {
        GetScheduleResponse written = one.written;
        if (fresh && written.scheduleExpression().startsWith("rate(") && written.startDate() == null) {
            at(one, account.now().plus(AT_ONCE));
            return;
        }
        wait(one);
    }

    private void wait(Planned one) {
        GetScheduleResponse written = one.written;
        Instant now = account.now();
        Instant from = written.startDate() == null ? written.creationDate() : written.startDate();
        Instant after = now.isBefore(from) ? from.minusSeconds(1) : now;
        read(written.scheduleExpression(), written.scheduleExpressionTimezone(), from)
                .next(after)
                .filter(next -> written.endDate() == null || !next.isAfter(written.endDate()))
                .ifPresentOrElse(next -> at(one, next), () -> one.next = Optional.empty());
    }

    private void at(Planned one, Instant when) {
        int version = one.version;
        one.next = Optional.of(when);
        account.clock().after(Duration.between(account.now(), when), () -> {
            if (version == one.version) {
                if (one.written.state() == ScheduleState.ENABLED) {
                    call(one, one.written, account.now(), 0);
                }
                wait(one);
            }
        });
    }

    private void call(Planned one, GetScheduleResponse written, Instant began, int attempt) {
        try {
            targets.call(written);
            one.invocations++;
        } catch (AwsFault fault) {
            one.failedInvocations++;
            one.lastFailure = Optional.of(fault.code() + ": " + fault.text());
            Duration pause = Duration.ofSeconds(1L << Math.min(attempt, DOUBLINGS));
            Instant giveUp = began.plusSeconds(written.target().retryPolicy().maximumEventAgeInSeconds());
            if (attempt < written.target().retryPolicy().maximumRetryAttempts()
                    && !account.now().plus(pause).isAfter(giveUp)) {
                account.clock().after(pause, () -> call(one, written, began, attempt + 1));
            } else {
                bury(written);
            }
        }
    }

    private void bury(GetScheduleResponse written) {
        Optional.ofNullable(written.target().deadLetterConfig()).ifPresent(letters -> account.service(SqsSandbox.class)
                .deliver(
                        letters.arn(),
                        Optional.ofNullable(written.target().input()).orElse("{}")));
    }
}
