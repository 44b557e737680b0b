package io.kinexus.operator.sandbox.iam;

import io.kinexus.operator.sandbox.AwsFault;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/**
 * Managed policies that AWS has in every account: those that roles of ECS environments attach. Others are unknown here.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">List of policies</a>
 */
final class AwsPolicies {
    static final String ARN = "arn:aws:iam::aws:policy/";

    private static final int NOT_IMPLEMENTED = 501;

    private static final Set<String> KNOWN = Set.of(
            "AdministratorAccess",
            "PowerUserAccess",
            "ReadOnlyAccess",
            "SecurityAudit",
            "AmazonS3FullAccess",
            "AmazonS3ReadOnlyAccess",
            "AmazonDynamoDBFullAccess",
            "AmazonDynamoDBReadOnlyAccess",
            "AmazonSQSFullAccess",
            "AmazonSQSReadOnlyAccess",
            "AmazonSNSFullAccess",
            "AmazonSNSReadOnlyAccess",
            "AmazonSSMReadOnlyAccess",
            "AmazonSSMManagedInstanceCore",
            "AmazonECS_FullAccess",
            "AmazonECSInfrastructureRolePolicyForLoadBalancers",
            "AmazonEC2ContainerRegistryReadOnly",
            "AmazonEC2ContainerRegistryPullOnly",
            "AmazonEC2ContainerRegistryPowerUser",
            "AmazonRDSFullAccess",
            "AmazonElastiCacheFullAccess",
            "AmazonEventBridgeFullAccess",
            "AWSLambda_FullAccess",
            "AWSXRayDaemonWriteAccess",
            "AWSXrayWriteOnlyAccess",
            "CloudWatchAgentServerPolicy",
            "CloudWatchFullAccess",
            "CloudWatchLogsFullAccess",
            "CloudWatchReadOnlyAccess",
            "SecretsManagerReadWrite",
            "service-role/AmazonECSTaskExecutionRolePolicy",
            "service-role/AmazonECSInfrastructureRolePolicyForVolumes",
            "service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity",
            "service-role/AmazonEC2ContainerServiceforEC2Role",
            "service-role/AmazonEC2ContainerServiceRole",
            "service-role/AmazonEC2ContainerServiceEventsRole",
            "service-role/AmazonEC2ContainerServiceAutoscaleRole",
            "service-role/AmazonRDSEnhancedMonitoringRole",
            "AWSBackupServiceRolePolicyForS3Backup",
            "AWSBackupServiceRolePolicyForS3Restore",
            "service-role/AWSBackupServiceRolePolicyForBackup",
            "service-role/AWSBackupServiceRolePolicyForRestores",
            "service-role/AWSLambdaBasicExecutionRole",
            "service-role/AWSLambdaVPCAccessExecutionRole",
            "service-role/AWSLambdaSQSQueueExecutionRole",
            "service-role/AWSLambdaDynamoDBExecutionRole");

    /**
     * As AWS publishes them, of those that a task is started with.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSTaskExecutionRolePolicy.html">AmazonECSTaskExecutionRolePolicy</a>
     */
    private static final Map<String, String> DOCUMENTS = Map.of(
            "service-role/AmazonECSTaskExecutionRolePolicy",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":["
                    + "\"ecr:GetAuthorizationToken\",\"ecr:BatchCheckLayerAvailability\",\"ecr:GetDownloadUrlForLayer\","
                    + "\"ecr:BatchGetImage\",\"logs:CreateLogStream\",\"logs:PutLogEvents\"],\"Resource\":\"*\"}]}");

    private AwsPolicies() {}

    static boolean has(String arn) {
        return arn.startsWith(ARN) && KNOWN.contains(arn.substring(ARN.length()));
    }

    /** The one version of a policy that is known, with its document where the sandbox keeps that. */
    static PolicyVersion version(String arn) {
        String text = Optional.ofNullable(DOCUMENTS.get(arn.substring(ARN.length())))
                .orElseThrow(() -> new AwsFault(
                        "NotImplemented", NOT_IMPLEMENTED, "the sandbox does not keep the document of " + arn));
        return PolicyVersion.builder()
                .versionId("v1")
                .isDefaultVersion(true)
                .createDate(Instant.EPOCH)
                .document(PolicyText.encoded(text))
                .build();
    }

    static Set<String> names() {
        return KNOWN;
    }
}
