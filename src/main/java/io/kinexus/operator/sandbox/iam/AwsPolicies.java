package io.kinexus.operator.sandbox.iam;

import java.util.Set;

/**
 * Managed policies that AWS has in every account: those that roles of ECS environments attach. Others are unknown here.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">List of policies</a>
 */
final class AwsPolicies {
    static final String ARN = "arn:aws:iam::aws:policy/";

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
            "service-role/AWSBackupServiceRolePolicyForBackup",
            "service-role/AWSBackupServiceRolePolicyForRestores",
            "service-role/AWSLambdaBasicExecutionRole",
            "service-role/AWSLambdaVPCAccessExecutionRole",
            "service-role/AWSLambdaSQSQueueExecutionRole",
            "service-role/AWSLambdaDynamoDBExecutionRole");

    private AwsPolicies() {}

    static boolean has(String arn) {
        return arn.startsWith(ARN) && KNOWN.contains(arn.substring(ARN.length()));
    }

    static Set<String> names() {
        return KNOWN;
    }
}
