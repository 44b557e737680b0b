package io.kinexus.operator.aws;

import io.kinexus.operator.aws.request.UnacceptableRequest;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.run.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an AWS error code means for the next try. Codes, not exception classes: they are the same on every door. */
public final class AwsFailures {
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;
    /** IAM is eventually consistent: within seconds mostly. */
    private static final Duration SPREADS = Duration.ofMinutes(1);

    private static final int NOT_IMPLEMENTED = 501;

    private static final Set<String> PASSING = Set.of(
            "Throttling",
            "ThrottlingException",
            "ThrottledException",
            "RequestThrottled",
            "RequestThrottledException",
            "RequestLimitExceeded",
            "TooManyRequestsException",
            "ServiceUnavailable",
            "ServiceUnavailableException",
            "InternalFailure",
            "InternalError",
            "InternalServerError",
            "InternalServiceError",
            "ServerException",
            "RequestTimeout",
            "RequestTimeoutException",
            "ConcurrentModification",
            "ConcurrentModificationException",
            "ConcurrentUpdateException",
            "ConflictException",
            "OperationAborted",
            "SlowDown",
            "UpdateInProgressException",
            "ResourceInUseException",
            "DependencyViolation",
            "ResourceInUse");

    private AwsFailures() {}

    /** Runs a write and gives its failure the outcome that it deserves. */
    public static Outcome attempt(Supplier<Outcome> write) {
        try {
            return write.get();
        } catch (SdkException failure) {
            return outcome(failure);
        }
    }

    /**
     * Throttling, time-outs, conflicts and lost connections pass; what AWS refuses does not, and what a person can do about
     * it outside the files is said.
     */
    public static Outcome outcome(SdkException failure) {
        Optional<Advice> advice = advice(failure);
        if (advice.isEmpty()) {
            return passing(failure)
                    ? Outcome.retryable(code(failure), text(failure))
                    : Outcome.terminal(code(failure), text(failure));
        }
        return advice.get().outside()
                ? Outcome.needsYou(code(failure), advice.get().text())
                : Outcome.terminal(code(failure), advice.get().text());
    }

    /**
     * For a refusal that passes once what was just made is known everywhere, such as a role: tried again for a minute, and
     * then for a person.
     */
    public static Outcome spreading(SdkException failure, Attempt attempt) {
        return attempt.trying().compareTo(SPREADS) < 0
                ? Outcome.retryable(code(failure), text(failure))
                : Outcome.needsYou(
                        code(failure),
                        Advice.lasting(code(failure), message(failure), CallNamer.action(failure))
                                .text());
    }

    /** One line for people: what is wrong and what helps, where we know it; else AWS's own words. */
    public static String says(SdkException failure) {
        return advice(failure).map(Advice::text).orElseGet(() -> text(failure));
    }

    private static Optional<Advice> advice(SdkException failure) {
        if (failure instanceof UnacceptableRequest) {
            return Optional.of(Advice.unsent(String.valueOf(failure.getMessage())));
        }
        if (!(failure instanceof AwsServiceException)) {
            return Advice.unsigned(String.valueOf(failure.getMessage()));
        }
        return passing(failure)
                ? Optional.empty()
                : Advice.of(code(failure), message(failure), CallNamer.action(failure));
    }

    /** AWS's error code, or the exception's own name when no answer came. */
    public static String code(SdkException failure) {
        if (failure instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
            String code = answer.awsErrorDetails().errorCode();
            if (code != null) {
                return code;
            }
        }
        return failure.getClass().getSimpleName();
    }

    /** Whether the failure is one of these codes: {@code is(e, "ClusterNotFoundException")}. */
    public static boolean is(SdkException failure, String... codes) {
        return Set.of(codes).contains(code(failure));
    }

    /**
     * Whether the server has no such action, or broke over it: 501, or a page in place of one of AWS's errors. Says nothing
     * about the resource. AWS itself never answers so for what it has, but a server in its stead may have only a part of it.
     */
    public static boolean notOffered(SdkException failure) {
        return failure instanceof AwsServiceException answer
                && (answer.statusCode() == NOT_IMPLEMENTED || page(answer));
    }

    private static boolean page(AwsServiceException answer) {
        return answer.awsErrorDetails() != null
                && answer.awsErrorDetails().errorCode() == null
                && answer.awsErrorDetails().sdkHttpResponse() != null
                && answer.awsErrorDetails()
                        .sdkHttpResponse()
                        .firstMatchingHeader("Content-Type")
                        .filter(type -> type.startsWith("text/html"))
                        .isPresent();
    }

    /** One line for people; never a stack trace. */
    public static String text(SdkException failure) {
        return code(failure) + ": " + message(failure);
    }

    private static String message(SdkException failure) {
        if (failure instanceof AwsServiceException answer && page(answer)) {
            return answer.awsErrorDetails().serviceName() + " answered HTTP " + answer.statusCode()
                    + " with a page, and not with an error of AWS's: it may not offer this action";
        }
        if (failure instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
            String message = answer.awsErrorDetails().errorMessage();
            if (message != null) {
                return message;
            }
        }
        return String.valueOf(failure.getMessage());
    }

    private static boolean passing(SdkException failure) {
        if (!(failure instanceof AwsServiceException answer)) {
            return true;
        }
        return PASSING.contains(code(failure))
                || answer.isThrottlingException()
                || answer.statusCode() == TOO_MANY
                || answer.statusCode() >= SERVER;
    }
}
