package io.kinexus.operator.aws;

import io.kinexus.operator.aws.request.IamNames;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Writes on every failure which call it was of: the SDK's exceptions do not tell, and AWS's words not always. Lost for S3's
 * HEAD requests, whose failures the SDK makes anew.
 */
final class CallNamer implements ExecutionInterceptor {

    /** Rides along with the failure, beside whatever else was suppressed for it. */
    private static final class OfCall extends Exception {
        private static final long serialVersionUID = 1L;

        OfCall(String action) {
            super(action, null, false, false);
        }
    }

    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable failure = context.exception();
        failure.addSuppressed(new OfCall(IamNames.action(context.request().getClass())));
        return failure;
    }

    /** The IAM action of the call that failed; empty when no client of ours made it. */
    static Optional<String> action(Throwable failure) {
        return Arrays.stream(failure.getSuppressed())
                .filter(OfCall.class::isInstance)
                .map(Throwable::getMessage)
                .findFirst();
    }
}
