package io.kinexus.operator.sandbox.control;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Sandbox;
import java.util.Map;

/**
 * How AWS says that a caller may not: with IAM's name of the action, which is not always the API's.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Access denied messages</a>
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Actions</a>
 */
final class Refusal {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    /** By the SDK's name of the service. */
    private static final Map<String, String> PREFIXES = Map.of(
            "apigatewayv2", "apigateway",
            "applicationautoscaling", "application-autoscaling",
            "cloudwatchlogs", "logs",
            "elasticloadbalancingv2", "elasticloadbalancing",
            "eventbridge", "events",
            "resourcegroupstaggingapi", "tag");

    private static final Map<String, String> S3_ACTIONS = Map.ofEntries(
            Map.entry("HeadBucket", "ListBucket"),
            Map.entry("HeadObject", "GetObject"),
            Map.entry("ListObjectVersions", "ListBucketVersions"),
            Map.entry("ListBuckets", "ListAllMyBuckets"),
            Map.entry("GetBucketEncryption", "GetEncryptionConfiguration"),
            Map.entry("PutBucketEncryption", "PutEncryptionConfiguration"),
            Map.entry("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration"),
            Map.entry("PutBucketLifecycleConfiguration", "PutLifecycleConfiguration"),
            Map.entry("DeleteBucketLifecycle", "PutLifecycleConfiguration"),
            Map.entry("GetPublicAccessBlock", "GetBucketPublicAccessBlock"),
            Map.entry("PutPublicAccessBlock", "PutBucketPublicAccessBlock"),
            Map.entry("GetBucketReplication", "GetReplicationConfiguration"),
            Map.entry("PutBucketReplication", "PutReplicationConfiguration"),
            Map.entry("DeleteBucketReplication", "PutReplicationConfiguration"));

    /** API Gateway's actions are the methods of its calls. */
    private static final Map<String, String> METHODS =
            Map.of("Create", "POST", "Delete", "DELETE", "Get", "GET", "Update", "PATCH");

    private Refusal() {}

    static AwsFault of(Sandbox.Call call) {
        String text = "User: arn:aws:iam::" + call.account() + ":user/sandbox is not authorized to perform: "
                + action(call.service(), call.action());
        return switch (call.service()) {
            case "ec2" -> new AwsFault("UnauthorizedOperation", FORBIDDEN, text);
            case "iam", "s3", "route53", "elasticloadbalancingv2", "cloudwatch", "rds", "elasticache", "sts" ->
                new AwsFault("AccessDenied", FORBIDDEN, text);
            case "sns" -> new AwsFault("AuthorizationError", FORBIDDEN, text);
            default -> new AwsFault("AccessDeniedException", BAD_REQUEST, text);
        };
    }

    /** IAM's name, such as {@code elasticloadbalancing:CreateRule}. */
    static String action(String service, String operation) {
        String named =
                switch (service) {
                    case "s3" -> S3_ACTIONS.getOrDefault(operation, operation);
                    case "apigatewayv2" ->
                        METHODS.getOrDefault(operation.replaceFirst("(?<=[a-z])[A-Z].*", ""), operation);
                    default -> operation;
                };
        return PREFIXES.getOrDefault(service, service) + ":" + named;
    }
}
