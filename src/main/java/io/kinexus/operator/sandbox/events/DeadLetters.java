package io.kinexus.operator.sandbox.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.sqs.SqsSandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.eventbridge.model.RetryPolicy;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * What becomes of an event whose target does not take it: it is brought again until its time or its attempts are used up, and
 * then lies in the target's dead-letter queue, if the queue's policy lets the rule send. Where no attempt can help, it lies
 * there at once. The gaps between attempts are a guess, since AWS says no more than that they grow.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html">Retry policy</a>
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html">Dead-letter queues</a>
 */
final class DeadLetters {
    static final String DENIED = "AccessDeniedException";
    static final String GONE = "QueueDoesNotExist";

    private static final Set<String> HOPELESS =
            Set.of(DENIED, GONE, "ResourceNotFoundException", "NotFound", "NotImplemented");
    private static final int DAY = 86_400;
    private static final int MOST = 185;
    private static final int DOUBLINGS = 9;

    private final Account account;

    DeadLetters(Account account) {
        this.account = account;
    }

    /** @param call throws as the target answers */
    void deliver(Bus.Rule rule, Target target, JsonNode event, Runnable call) {
        attempt(rule, target, event, call, account.now(), 0);
    }

    private void attempt(Bus.Rule rule, Target target, JsonNode event, Runnable call, Instant began, int attempt) {
        try {
            call.run();
            rule.invocations++;
        } catch (AwsFault fault) {
            rule.failedInvocations++;
            Duration pause = Duration.ofSeconds(1L << Math.min(attempt, DOUBLINGS));
            boolean again = !HOPELESS.contains(fault.code())
                    && attempt < attempts(target)
                    && !account.now().plus(pause).isAfter(began.plusSeconds(age(target)));
            if (again) {
                account.clock().after(pause, () -> attempt(rule, target, event, call, began, attempt + 1));
            } else {
                bury(rule, target, event);
            }
        }
    }

    private static int attempts(Target target) {
        return Optional.ofNullable(target.retryPolicy())
                .map(RetryPolicy::maximumRetryAttempts)
                .orElse(MOST);
    }

    private static int age(Target target) {
        return Optional.ofNullable(target.retryPolicy())
                .map(RetryPolicy::maximumEventAgeInSeconds)
                .orElse(DAY);
    }

    private void bury(Bus.Rule rule, Target target, JsonNode event) {
        SqsSandbox queues = account.service(SqsSandbox.class);
        Optional.ofNullable(target.deadLetterConfig())
                .filter(letters -> queues.permits(letters.arn(), "events.amazonaws.com", rule.arn))
                .ifPresent(letters -> queues.deliver(letters.arn(), event.toString()));
    }
}
