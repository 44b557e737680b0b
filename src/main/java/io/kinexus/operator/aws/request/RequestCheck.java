package io.kinexus.operator.aws.request;

import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Stands between the operator and the wire: reads and writes alike are held against AWS's rules before they are sent. */
public final class RequestCheck implements ExecutionInterceptor {
    private final RequestRules rules;

    public RequestCheck(RequestRules rules) {
        this.rules = rules;
    }

    /** @throws UnacceptableRequest when AWS would refuse it */
    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        check(context.request());
    }

    /**
     * The same without a client of the SDK. What no line speaks about is for AWS to judge.
     *
     * @throws UnacceptableRequest when AWS would refuse it
     */
    public void check(SdkRequest request) {
        List<Violation> violations = rules.check(request).violations();
        if (!violations.isEmpty()) {
            throw new UnacceptableRequest(violations);
        }
    }
}
