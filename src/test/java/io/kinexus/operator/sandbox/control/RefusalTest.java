package io.kinexus.operator.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.aws.request.IamNames;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.engine.Kinds;
import io.kinexus.operator.sandbox.Sandbox;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sandbox names what was denied as people write it in a policy. */
class RefusalTest {
    /** Every service that the operator calls, by the last part of the SDK's package, and one of its calls. */
    @ParameterizedTest
    @CsvSource({
        "acm, DescribeCertificate, acm:DescribeCertificate",
        "applicationautoscaling, PutScalingPolicy, application-autoscaling:PutScalingPolicy",
        "cloudwatch, PutMetricAlarm, cloudwatch:PutMetricAlarm",
        "cloudwatchlogs, CreateLogGroup, logs:CreateLogGroup",
        "ec2, CreateVpc, ec2:CreateVpc",
        "ecs, CreateService, ecs:CreateService",
        "elasticache, CreateReplicationGroup, elasticache:CreateReplicationGroup",
        "elasticloadbalancingv2, CreateLoadBalancer, elasticloadbalancing:CreateLoadBalancer",
        "iam, CreateRole, iam:CreateRole",
        "kms, DescribeKey, kms:DescribeKey",
        "rds, CreateDBInstance, rds:CreateDBInstance",
        "resourcegroupstaggingapi, GetResources, tag:GetResources",
        "route53, ChangeResourceRecordSets, route53:ChangeResourceRecordSets",
        "s3, PutBucketEncryption, s3:PutEncryptionConfiguration",
        "s3, GetPublicAccessBlock, s3:GetBucketPublicAccessBlock",
        "secretsmanager, CreateSecret, secretsmanager:CreateSecret",
        "sns, CreateTopic, sns:CreateTopic",
        "apigatewayv2, CreateApi, apigateway:POST",
        "backup, CreateBackupVault, backup:CreateBackupVault",
        "dynamodb, CreateTable, dynamodb:CreateTable",
        "eventbridge, PutRule, events:PutRule",
        "lambda, CreateFunction, lambda:CreateFunction",
        "scheduler, CreateSchedule, scheduler:CreateSchedule",
        "sqs, CreateQueue, sqs:CreateQueue"
    })
    void aDeniedCallIsNamedAsIamNamesIt(String service, String operation, String action) {
        Sandbox.Call call = new Sandbox.Call(Instant.EPOCH, "123456789012", "us-east-1", service, operation);
        assertThat(Refusal.of(call).text()).endsWith(" is not authorized to perform: " + action);
        assertThat(IamNames.action(service, operation)).isEqualTo(action);
        assertThat(declared()).contains(action);
    }

    /** The table above leaves out no service of which a kind declares an action; backup-storage has no calls of its own. */
    @Test
    void noServiceIsLeftOut() {
        Set<String> prefixes = declared().stream()
                .map(action -> action.substring(0, action.indexOf(':')))
                .collect(Collectors.toSet());
        assertThat(prefixes)
                .containsExactlyInAnyOrderElementsOf(List.of(
                        "acm",
                        "apigateway",
                        "application-autoscaling",
                        "backup",
                        "backup-storage",
                        "cloudwatch",
                        "dynamodb",
                        "ec2",
                        "ecs",
                        "elasticache",
                        "elasticloadbalancing",
                        "events",
                        "iam",
                        "kms",
                        "lambda",
                        "logs",
                        "rds",
                        "route53",
                        "s3",
                        "scheduler",
                        "secretsmanager",
                        "sns",
                        "sqs",
                        "tag"));
    }

    private static Set<String> declared() {
        Stream<Permission> kinds = Kinds.installed().all().stream().flatMap(kind -> kind.permissions().stream());
        return Stream.concat(kinds, Ownership.PERMISSIONS.stream())
                .map(Permission::action)
                .collect(Collectors.toSet());
    }
}
