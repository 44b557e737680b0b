package io.kinexus.operator.aws.request;

import java.util.Map;
import java.util.Optional;

/**
 * The IAM action of a call, which its messages and policies name. Most are the same words; these are not.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Actions</a>
 */
public final class IamNames {
    /** By the last part of the SDK's package. */
    private static final Map<String, String> PREFIXES = Map.of(
            "apigatewayv2", "apigateway",
            "applicationautoscaling", "application-autoscaling",
            "cloudwatchlogs", "logs",
            "elasticloadbalancingv2", "elasticloadbalancing",
            "eventbridge", "events",
            "resourcegroupstaggingapi", "tag");

    private static final Map<String, String> ACTIONS = Map.ofEntries(
            Map.entry("s3:HeadBucket", "s3:ListBucket"),
            Map.entry("s3:HeadObject", "s3:GetObject"),
            Map.entry("s3:ListObjectVersions", "s3:ListBucketVersions"),
            Map.entry("s3:ListBuckets", "s3:ListAllMyBuckets"),
            Map.entry("s3:GetBucketEncryption", "s3:GetEncryptionConfiguration"),
            Map.entry("s3:PutBucketEncryption", "s3:PutEncryptionConfiguration"),
            Map.entry("s3:GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration"),
            Map.entry("s3:PutBucketLifecycleConfiguration", "s3:PutLifecycleConfiguration"),
            Map.entry("s3:DeleteBucketLifecycle", "s3:PutLifecycleConfiguration"),
            Map.entry("s3:GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"),
            Map.entry("s3:PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"),
            Map.entry("s3:GetBucketReplication", "s3:GetReplicationConfiguration"),
            Map.entry("s3:PutBucketReplication", "s3:PutReplicationConfiguration"),
            Map.entry("s3:DeleteBucketReplication", "s3:PutReplicationConfiguration"));

    /**
     * API Gateway's actions are the methods of its calls.
     *
     * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagementv2.html">Its
     *     actions</a>
     */
    private static final Map<String, String> METHODS =
            Map.of("Create", "POST", "Delete", "DELETE", "Get", "GET", "Update", "PATCH");

    private IamNames() {}

    /**
     * The action, such as {@code elasticloadbalancing:CreateRule}.
     *
     * @param service the last part of the SDK's package, such as {@code elasticloadbalancingv2}
     * @param operation as the API calls it
     */
    public static String action(String service, String operation) {
        return known(prefix(service) + ":" + operation);
    }

    /** The action of a request by its class. */
    public static String action(Class<?> request) {
        return known(RequestRules.name(request));
    }

    private static String known(String plain) {
        if (plain.startsWith("apigateway:")) {
            String verb = plain.substring("apigateway:".length()).replaceFirst("(?<=[a-z])[A-Z].*", "");
            return Optional.ofNullable(METHODS.get(verb))
                    .map(method -> "apigateway:" + method)
                    .orElse(plain);
        }
        return ACTIONS.getOrDefault(plain, plain);
    }

    static String prefix(String service) {
        return PREFIXES.getOrDefault(service, service);
    }
}
