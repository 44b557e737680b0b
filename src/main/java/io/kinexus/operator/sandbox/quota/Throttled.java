package io.kinexus.operator.sandbox.quota;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Sandbox;

/** How each service says that it was called too often. */
public final class Throttled {
    private static final int BAD_REQUEST = 400;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private Throttled() {}

    /** @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">EC2's codes</a> */
    public static AwsFault fault(Sandbox.Call call) {
        return switch (call.service()) {
            case "ec2" -> new AwsFault("RequestLimitExceeded", UNAVAILABLE, "Request limit exceeded.");
            case "s3" -> new AwsFault("SlowDown", UNAVAILABLE, "Please reduce your request rate.");
            case "apigatewayv2", "lambda" -> new AwsFault("TooManyRequestsException", TOO_MANY, "Too Many Requests");
            case "iam", "elasticloadbalancingv2", "cloudwatch", "rds", "elasticache", "sns", "sts", "route53" ->
                new AwsFault("Throttling", BAD_REQUEST, "Rate exceeded");
            default -> new AwsFault("ThrottlingException", BAD_REQUEST, "Rate exceeded");
        };
    }
}
