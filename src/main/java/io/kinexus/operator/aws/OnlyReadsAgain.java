package io.kinexus.operator.aws;

import java.util.regex.Pattern;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * Tries reads again, and writes never. A strategy is not told which operation it decides about; the interceptor is, and runs
 * on the same thread, since these clients are synchronous.
 */
final class OnlyReadsAgain implements RetryStrategy, ExecutionInterceptor {
    private static final Pattern READ = Pattern.compile("(Describe|List|Get|BatchGet|Head|Lookup|Simulate)[A-Z].*");

    private final ThreadLocal<Boolean> reading = ThreadLocal.withInitial(() -> false);
    private final StandardRetryStrategy reads;

    OnlyReadsAgain(StandardRetryStrategy reads) {
        this.reads = reads;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        reading.set(READ.matcher(operation).matches());
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        return reads.acquireInitialToken(request);
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        if (!reading.get()) {
            throw new TokenAcquisitionFailedException("a write is sent once", request.token(), request.failure());
        }
        return reads.refreshRetryToken(request);
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        return reads.recordSuccess(request);
    }

    @Override
    public int maxAttempts() {
        return reads.maxAttempts();
    }

    @Override
    public Builder<?, ?> toBuilder() {
        return reads.toBuilder();
    }
}
