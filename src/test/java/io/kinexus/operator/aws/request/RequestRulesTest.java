package io.kinexus.operator.aws.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.engine.Kinds;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.Tag;

/** What AWS would refuse is refused here, with the member, what is wrong with it, and AWS's page. */
class RequestRulesTest {
    /** What IAM asks for as a part of another call, or calls otherwise than the API does. */
    private static final Map<String, String> NOT_CALLED = Map.ofEntries(
            Map.entry("acm:AddTagsToCertificate", "acm:RequestCertificate"),
            Map.entry("apigateway:DELETE", "apigateway:DeleteApi"),
            Map.entry("apigateway:GET", "apigateway:GetApis"),
            Map.entry("apigateway:PATCH", "apigateway:UpdateApi"),
            Map.entry("apigateway:POST", "apigateway:CreateApi"),
            Map.entry("apigateway:PUT", "apigateway:CreateApi"),
            Map.entry("apigateway:TagResource", "apigateway:CreateApi"),
            Map.entry("application-autoscaling:TagResource", "application-autoscaling:RegisterScalableTarget"),
            Map.entry("backup:TagResource", "backup:CreateBackupVault"),
            Map.entry("backup-storage:MountCapsule", "backup:CreateBackupVault"),
            Map.entry("kms:CreateGrant", "backup:CreateBackupVault"),
            Map.entry("kms:Decrypt", "backup:CreateBackupVault"),
            Map.entry("kms:GenerateDataKey", "backup:CreateBackupVault"),
            Map.entry("kms:RetireGrant", "backup:CreateBackupVault"),
            Map.entry("cloudwatch:TagResource", "cloudwatch:PutMetricAlarm"),
            Map.entry("dynamodb:TagResource", "dynamodb:CreateTable"),
            Map.entry("ec2:CreateTags", "tag:TagResources"),
            Map.entry("ec2:DeleteTags", "tag:TagResources"),
            Map.entry("ecs:TagResource", "ecs:CreateService"),
            Map.entry("elasticache:AddTagsToResource", "elasticache:CreateReplicationGroup"),
            Map.entry("elasticloadbalancing:AddTags", "elasticloadbalancing:CreateRule"),
            Map.entry("events:TagResource", "events:CreateEventBus"),
            Map.entry("iam:CreateServiceLinkedRole", "ecs:CreateService"),
            Map.entry("iam:PassRole", "ecs:RegisterTaskDefinition"),
            Map.entry("kms:DescribeKey", "rds:CreateDBInstance"),
            Map.entry("logs:TagResource", "logs:CreateLogGroup"),
            Map.entry("rds:AddTagsToResource", "rds:CreateDBInstance"),
            Map.entry("rds:CreateDBSnapshot", "rds:DeleteDBInstance"),
            Map.entry("route53:AssociateVPCWithHostedZone", "ec2:CreateVpcEndpoint"),
            Map.entry("s3:GetBucketPublicAccessBlock", "s3:GetPublicAccessBlock"),
            Map.entry("s3:GetEncryptionConfiguration", "s3:GetBucketEncryption"),
            Map.entry("s3:GetLifecycleConfiguration", "s3:GetBucketLifecycleConfiguration"),
            Map.entry("s3:GetReplicationConfiguration", "s3:GetBucketReplication"),
            Map.entry("s3:GetObject", "s3:HeadObject"),
            Map.entry("s3:GetObjectVersion", "s3:HeadObject"),
            Map.entry("s3:ListAllMyBuckets", "s3:ListBuckets"),
            Map.entry("s3:ListBucket", "s3:HeadObject"),
            Map.entry("s3:ListBucketVersions", "s3:ListObjectVersions"),
            Map.entry("s3:PutBucketPublicAccessBlock", "s3:PutPublicAccessBlock"),
            Map.entry("s3:PutEncryptionConfiguration", "s3:PutBucketEncryption"),
            Map.entry("s3:PutLifecycleConfiguration", "s3:PutBucketLifecycleConfiguration"),
            Map.entry("s3:PutReplicationConfiguration", "s3:PutBucketReplication"),
            Map.entry("s3:TagResource", "s3:CreateBucket"),
            Map.entry("sqs:TagQueue", "sqs:CreateQueue"));

    private static final String PAGES = "https://docs\\.aws\\.amazon\\.com/.+/API_[A-Za-z0-9]+\\.html";
    /** A page for each path, not for each action. */
    private static final String PATHS =
            "https://docs\\.aws\\.amazon\\.com/apigatewayv2/latest/api-reference/apis[a-z-]*\\.html";

    private final RequestRules rules = RequestRules.installed();

    @Test
    void whateverAKindMayCallHasItsRules() {
        Set<String> missing = Kinds.installed().all().stream()
                .flatMap(kind -> kind.permissions().stream())
                .map(Permission::action)
                .map(action -> NOT_CALLED.getOrDefault(action, action))
                .collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(rules.actions());
        assertThat(missing).isEmpty();
    }

    @Test
    void everyActionIsReadableAndNamesItsPage() {
        assertThat(rules.all()).hasSizeGreaterThan(150).allSatisfy(action -> {
            if (action.name().startsWith("apigateway:")) {
                assertThat(action.page()).matches(PATHS);
                return;
            }
            assertThat(action.page())
                    .matches(PAGES)
                    .endsWith("API_" + action.name().split(":")[1] + ".html");
        });
    }

    /** Its word is AWS's own, and every listing of more than a page gives it back. */
    @Test
    void theNextPageOfAListingIsAskedForFreely() {
        GetResourcesRequest next = GetResourcesRequest.builder()
                .paginationToken("eyJ0b2tlbiI6IjEifQ==")
                .build();
        assertThat(rules.check(next).unruled()).isEmpty();
    }

    @Test
    void aTopicAsAwsWantsItIsFine() {
        assertThat(flaws(topic("kinexus-production-critical", "owner", "platform")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        critical alarms | owner        | platform | Name "critical alarms" does not match
        critical        | aws:owner    | platform | Tags[0].Key "aws:owner" does not match
        critical        | owner        | a{b      | Tags[0].Value does not match
        """)
    void aTopicThatAwsWouldRefuseSaysWhy(String name, String key, String value, String problem) {
        assertThat(flaws(topic(name, key, value))).singleElement().asString().startsWith("sns:CreateTopic: " + problem);
    }

    @Test
    void lengthsAndCountsAreThoseOfAws() {
        List<Tag> tags = java.util.stream.IntStream.range(0, 51)
                .mapToObj(i -> Tag.builder().key("k" + i).value("v").build())
                .toList();
        assertThat(flaws(CreateTopicRequest.builder()
                        .name("n".repeat(257))
                        .tags(tags)
                        .attributes(Map.of("DisplayName", "d".repeat(101)))
                        .build()))
                .anySatisfy(flaw -> assertThat(flaw).contains("Name does not match"))
                .anySatisfy(flaw -> assertThat(flaw).contains("Tags is 51 entries long; AWS allows at most 50"))
                .anySatisfy(flaw ->
                        assertThat(flaw).contains("Attributes.DisplayName is 101 characters long; AWS allows 0 to 100"))
                .hasSize(3);
    }

    @Test
    void aTargetGroupMustGiveUpBeforeItAsksAgain() {
        CreateTargetGroupRequest fine = CreateTargetGroupRequest.builder()
                .name("kinexus-api-blue")
                .protocol("HTTP")
                .port(8080)
                .vpcId("vpc-0123456789abcdef0")
                .targetType("ip")
                .healthCheckPath("/health")
                .healthCheckIntervalSeconds(10)
                .healthCheckTimeoutSeconds(5)
                .build();
        assertThat(flaws(fine)).isEmpty();
        assertThat(flaws(fine.toBuilder().healthCheckTimeoutSeconds(10).build()))
                .singleElement()
                .asString()
                .contains("needs HealthCheckTimeoutSeconds < HealthCheckIntervalSeconds; they are 10 and 10");
        assertThat(flaws(fine.toBuilder().name("a-".repeat(10)).build())).hasSize(1);
        assertThat(flaws(fine.toBuilder().vpcId("${vpc/main.vpcId}").build()))
                .as("a reference that nobody filled")
                .isNotEmpty();
        assertThat(flaws(fine.toBuilder().port(65_536).build()))
                .singleElement()
                .asString()
                .contains("Port \"65536\" is out of range; AWS allows 1 to 65535");
    }

    @Test
    void anAttributeIsHeldAgainstItsOwnRange() {
        assertThat(flaws(drain("3600"))).isEmpty();
        assertThat(flaws(drain("3601"))).singleElement().asString().contains("since Key = deregistration_delay");
    }

    @Test
    void aRolesNameAndItsTrustAreShortEnough() {
        CreateRoleRequest fine = CreateRoleRequest.builder()
                .roleName("r".repeat(64))
                .assumeRolePolicyDocument("{}")
                .build();
        assertThat(flaws(fine)).isEmpty();
        assertThat(flaws(fine.toBuilder().roleName("r".repeat(65)).build())).hasSize(1);
        assertThat(flaws(fine.toBuilder()
                        .assumeRolePolicyDocument("x".repeat(2049))
                        .build()))
                .hasSize(1);
        assertThat(flaws(CreateRoleRequest.builder().roleName("r").build()))
                .singleElement()
                .asString()
                .contains("AssumeRolePolicyDocument is missing, and AWS requires it");
    }

    @ParameterizedTest
    @CsvSource({"256,512,true", "256,4096,false", "1024,3072,true", "1024,2500,false", "300,512,false"})
    void fargateKnowsPairsOfCpuAndMemory(String cpu, String memory, boolean fine) {
        RegisterTaskDefinitionRequest request = RegisterTaskDefinitionRequest.builder()
                .family("api")
                .requiresCompatibilitiesWithStrings("FARGATE")
                .networkMode("awsvpc")
                .cpu(cpu)
                .memory(memory)
                .containerDefinitions(
                        ContainerDefinition.builder().name("api").image("api:1").build())
                .build();
        assertThat(flaws(request).isEmpty()).isEqualTo(fine);
    }

    @Test
    void aFargateServiceNeedsItsNetwork() {
        CreateServiceRequest request = CreateServiceRequest.builder()
                .cluster("main")
                .serviceName("api")
                .taskDefinition("api:1")
                .launchType("FARGATE")
                .deploymentConfiguration(d -> d.minimumHealthyPercent(100).maximumPercent(100))
                .build();
        assertThat(flaws(request))
                .anySatisfy(flaw ->
                        assertThat(flaw).contains("networkConfiguration is missing, since launchType = FARGATE"))
                .anySatisfy(flaw -> assertThat(flaw).contains("minimumHealthyPercent < maximumPercent"))
                .hasSize(2);
    }

    @Test
    void aSecretsValueIsNeverShown() {
        assertThat(flaws(CreateSecretRequest.builder()
                        .name("a b")
                        .secretString("hunter2".repeat(10_000))
                        .build()))
                .anySatisfy(
                        flaw -> assertThat(flaw).contains("SecretString is 70000 bytes long; AWS allows 1 to 65536"))
                .noneSatisfy(flaw -> assertThat(flaw).contains("hunter2"));
    }

    @Test
    void whatNoLineSpeaksAboutIsSaid() {
        assertThat(rules.check(PublishRequest.builder().message("m").build()).unruled())
                .containsExactly("sns:Publish");
        assertThat(rules.check(CreateTopicRequest.builder()
                                .name("n")
                                .dataProtectionPolicy("{}")
                                .build())
                        .unruled())
                .containsExactly("sns:CreateTopic DataProtectionPolicy");
    }

    @Test
    void aRefusedRequestWillNotPassByItself() {
        RequestCheck check = new RequestCheck(rules);
        assertThatThrownBy(() -> check.check(topic("a b", "k", "v"))).isInstanceOf(UnacceptableRequest.class);
        Outcome outcome = AwsFailures.attempt(() -> {
            check.check(topic("a b", "k", "v"));
            return Outcome.done();
        });
        assertThat(outcome).isInstanceOf(Outcome.Terminal.class);
        assertThat(((Outcome.Terminal) outcome).failure().message())
                .startsWith("needs you: AWS would not accept this, so it was not sent: sns:CreateTopic: ")
                .contains("Name \"a b\" does not match", "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic");
    }

    private List<String> flaws(SdkRequest request) {
        return rules.check(request).violations().stream().map(Violation::text).toList();
    }

    private static CreateTopicRequest topic(String name, String key, String value) {
        return CreateTopicRequest.builder()
                .name(name)
                .tags(Tag.builder().key(key).value(value).build())
                .build();
    }

    private static ModifyTargetGroupAttributesRequest drain(String seconds) {
        return ModifyTargetGroupAttributesRequest.builder()
                .targetGroupArn("arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/api/0123456789abcdef")
                .attributes(TargetGroupAttribute.builder()
                        .key("deregistration_delay.timeout_seconds")
                        .value(seconds)
                        .build())
                .build();
    }
}
