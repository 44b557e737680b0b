package io.kinexus.operator.support;

import io.kinexus.operator.aws.request.Finding;
import io.kinexus.operator.aws.request.RequestCheck;
import io.kinexus.operator.aws.request.RequestRules;
import io.kinexus.operator.aws.request.Violation;
import io.kinexus.operator.core.resource.Spec;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import java.security.CodeSource;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Every request that the operator makes in a test is held against AWS's rules, on either door of the sandbox and on the wire;
 * one that AWS would refuse, or that carries what no rule speaks about, fails the test on the spot. What a test itself asks
 * for, as a person's hand in the account, is not the operator's.
 */
public final class CheckedRequests implements ExecutionInterceptor, Consumer<AwsRequest> {
    private static final RequestRules RULES = RequestRules.installed();
    private static final CodeSource OPERATOR = Spec.class.getProtectionDomain().getCodeSource();
    private static final String ROOT = "io.kinexus.operator.";

    /** The sandbox's in-process door, with the check that stands before every real client. */
    public static InProcessDoor door(Sandbox sandbox) {
        return new InProcessDoor(sandbox, new CheckedRequests());
    }

    /** The same without more than what a running operator does: for tests of what follows a refusal. */
    public static InProcessDoor asInProduction(Sandbox sandbox) {
        return new InProcessDoor(sandbox, new RequestCheck(RULES)::check);
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        check(context.request());
    }

    @Override
    public void accept(AwsRequest request) {
        check(request);
    }

    private static void check(SdkRequest request) {
        Finding finding = RULES.check(request);
        boolean fine = finding.violations().isEmpty() && finding.unruled().isEmpty();
        if (!fine && madeByTheOperator()) {
            throw new AssertionError("AWS would refuse "
                    + finding.violations().stream().map(Violation::text).toList() + "; no line of requests.rules for "
                    + finding.unruled());
        }
    }

    private static boolean madeByTheOperator() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(type -> type.getName().startsWith(ROOT)
                                && !type.getName().startsWith(ROOT + "sandbox.")
                                && type != CheckedRequests.class)
                        .findFirst()
                        .map(type -> OPERATOR.equals(type.getProtectionDomain().getCodeSource()))
                        .orElse(false));
    }
}
