package io.kinexus.operator.sandbox.absent;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.SandboxDoor;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** What people's tools read of an account that has none of it, or only what AWS brings along; at both doors. */
class ReadsTest {
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                    + "\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    @ParameterizedTest
    @EnumSource(SandboxDoor.Way.class)
    void whatCannotBeMadeIsListedAsNothing(SandboxDoor.Way way) {
        try (SandboxDoor door = new SandboxDoor(SandboxScript.plain(), way)) {
            assertThat(door.scope().client(RdsClient.class).describeDBClusters().dbClusters())
                    .isEmpty();
            assertThat(door.scope()
                            .client(RdsClient.class)
                            .describeDBProxies(r -> {})
                            .dbProxies())
                    .isEmpty();
            assertThat(door.scope()
                            .client(ElastiCacheClient.class)
                            .describeServerlessCaches(r -> {})
                            .serverlessCaches())
                    .isEmpty();
            assertThat(door.scope()
                            .client(ElasticLoadBalancingV2Client.class)
                            .describeTrustStores(r -> {})
                            .trustStores())
                    .isEmpty();
            assertThat(door.scope()
                            .client(CloudWatchLogsClient.class)
                            .describeResourcePolicies(r -> {})
                            .resourcePolicies())
                    .isEmpty();
            assertThat(door.scope()
                            .client(EventBridgeClient.class)
                            .listArchives(r -> {})
                            .archives())
                    .isEmpty();
            assertThat(door.scope()
                            .client(DynamoDbClient.class)
                            .listBackups(r -> {})
                            .backupSummaries())
                    .isEmpty();
            assertThat(door.scope()
                            .client(Ec2Client.class)
                            .describeTransitGateways()
                            .transitGateways())
                    .isEmpty();
            assertThat(door.scope()
                            .client(IamClient.class)
                            .listSAMLProviders(r -> {})
                            .samlProviderList())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxDoor.Way.class)
    void ecsHasNoInstancesAndAnswersForItsSettings(SandboxDoor.Way way) {
        try (SandboxDoor door = new SandboxDoor(SandboxScript.plain(), way)) {
            EcsClient ecs = door.scope().client(EcsClient.class);
            assertThat(code(() -> ecs.listContainerInstances(r -> r.cluster("main"))))
                    .isEqualTo("ClusterNotFoundException");
            ecs.createCluster(r -> r.clusterName("main"));
            assertThat(ecs.listContainerInstances(r -> r.cluster("main")).containerInstanceArns())
                    .isEmpty();
            assertThat(ecs.describeContainerInstances(r -> r.cluster("main").containerInstances("a"))
                            .failures())
                    .extracting(Failure::reason)
                    .containsExactly("MISSING");
            assertThat(ecs.listAccountSettings(r -> {}).settings()).isEmpty();
            ecs.putAccountSettingDefault(r -> r.name("containerInsights").value("enhanced"));
            assertThat(ecs.listAccountSettings(r -> {}).settings()).hasSize(1);
            assertThat(ecs.listAccountSettings(r -> r.effectiveSettings(true).name("containerInsights"))
                            .settings()
                            .get(0)
                            .value())
                    .isEqualTo("enhanced");
            assertThat(code(() -> ecs.describeTaskSets(r -> r.cluster("main").service("web"))))
                    .isEqualTo("ServiceNotFoundException");
        }
    }

    @Test
    void aClusterThatIsNamedIsNotFound() {
        try (SandboxDoor door = new SandboxDoor()) {
            assertThat(code(() -> door.scope()
                            .client(RdsClient.class)
                            .describeDBClusters(r -> r.dbClusterIdentifier("aurora"))))
                    .isEqualTo("DBClusterNotFoundFault");
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxDoor.Way.class)
    void iamCountsWhatIsThere(SandboxDoor.Way way) {
        try (SandboxDoor door = new SandboxDoor(SandboxScript.plain(), way)) {
            IamClient iam = door.scope().client(IamClient.class);
            int before = iam.getAccountSummary().summaryMapAsStrings().getOrDefault("Roles", -1);
            iam.createRole(r -> r.roleName("web").assumeRolePolicyDocument(TRUST));
            String policy = "arn:aws:iam::aws:policy/ReadOnlyAccess";
            assertThat(iam.getAccountSummary().summaryMapAsStrings()).containsEntry("Roles", before + 1);
            iam.attachRolePolicy(r -> r.roleName("web").policyArn(policy));
            assertThat(iam.listEntitiesForPolicy(r -> r.policyArn(policy)).policyRoles())
                    .extracting(PolicyRole::roleName)
                    .containsExactly("web");
            assertThat(code(iam::getAccountPasswordPolicy)).isEqualTo("NoSuchEntity");
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxDoor.Way.class)
    void awssOwnPrefixListsAreThere(SandboxDoor.Way way) {
        try (SandboxDoor door = new SandboxDoor(SandboxScript.plain(), way)) {
            Ec2Client ec2 = door.scope().client(Ec2Client.class);
            ManagedPrefixList s3 = ec2.describeManagedPrefixLists(r -> r.filters(Filter.builder()
                            .name("prefix-list-name")
                            .values("com.amazonaws.us-east-1.s3")
                            .build()))
                    .prefixLists()
                    .get(0);
            assertThat(ec2.getManagedPrefixListEntries(r -> r.prefixListId(s3.prefixListId()))
                            .entries())
                    .isNotEmpty();
        }
    }

    @Test
    void queuesRulesAndKeysAreFoundTheOtherWayRound() {
        try (SandboxDoor door = new SandboxDoor()) {
            SqsClient sqs = door.scope().client(SqsClient.class);
            String dead = sqs.createQueue(r -> r.queueName("dead")).queueUrl();
            String arn = "arn:aws:sqs:us-east-1:123456789012:dead";
            String live = sqs.createQueue(r -> r.queueName("live")
                            .attributesWithStrings(java.util.Map.of(
                                    "RedrivePolicy",
                                    "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":3}")))
                    .queueUrl();
            assertThat(sqs.listDeadLetterSourceQueues(r -> r.queueUrl(dead)).queueUrls())
                    .containsExactly(live);
            EventBridgeClient events = door.scope().client(EventBridgeClient.class);
            events.putRule(r -> r.name("all").eventPattern("{\"source\":[\"a\"]}"));
            events.putTargets(
                    r -> r.rule("all").targets(Target.builder().id("q").arn(arn).build()));
            assertThat(events.listRuleNamesByTarget(r -> r.targetArn(arn)).ruleNames())
                    .containsExactly("all");
            StsClient sts = door.scope().client(StsClient.class);
            String key = sts.assumeRole(
                            r -> r.roleArn("arn:aws:iam::210987654321:role/x").roleSessionName("me"))
                    .credentials()
                    .accessKeyId();
            assertThat(sts.getAccessKeyInfo(r -> r.accessKeyId(key)).account()).isEqualTo("210987654321");
        }
    }

    private static String code(Runnable call) {
        return AwsFailures.code(Assertions.catchThrowableOfType(SdkException.class, call::run));
    }
}
