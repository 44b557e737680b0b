package io.kinexus.operator.scenario;

/**
 * The IAM action of a call. Most are the same word; these are not.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Actions</a>
 */
public final class IamNames {
    private IamNames() {}

    public static String action(String service, String call) {
        return prefix(service) + ":" + name(service, call);
    }

    private static String prefix(String service) {
        return switch (service) {
            case "elasticloadbalancingv2" -> "elasticloadbalancing";
            case "cloudwatchlogs" -> "logs";
            case "applicationautoscaling" -> "application-autoscaling";
            case "resourcegroupstaggingapi" -> "tag";
            case "eventbridge" -> "events";
            default -> service;
        };
    }

    private static String name(String service, String call) {
        if (!service.equals("s3")) {
            return call;
        }
        return switch (call) {
            case "HeadBucket" -> "ListBucket";
            case "ListBuckets" -> "ListAllMyBuckets";
            case "GetBucketEncryption" -> "GetEncryptionConfiguration";
            case "PutBucketEncryption" -> "PutEncryptionConfiguration";
            case "GetBucketLifecycleConfiguration" -> "GetLifecycleConfiguration";
            case "PutBucketLifecycleConfiguration", "DeleteBucketLifecycle" -> "PutLifecycleConfiguration";
            case "GetPublicAccessBlock" -> "GetBucketPublicAccessBlock";
            case "PutPublicAccessBlock" -> "PutBucketPublicAccessBlock";
            default -> call;
        };
    }
}
