package io.kinexus.operator.sandbox.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.acm.model.RequestCertificateRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.elasticache.model.CreateCacheSubnetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.CreateDbSubnetGroupRequest;
import software.amazon.awssdk.services.route53.model.CreateHostedZoneRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;

/** What each service answers bad input with, before it looks at anything else. */
@SuppressWarnings("unchecked") // the SDK takes builders as generic varargs
class InputCheckTest {
    private static final String NONSENSE = "nonsense";
    private static final String ARN = "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/a/1/2";

    /** @param about a piece of the message */
    private record Bad(String code, String about, AwsRequest request) {
        @Override
        public String toString() {
            return request.getClass().getSimpleName() + " " + about + " " + code;
        }
    }

    static Stream<Bad> refused() {
        return Stream.of(missing(), words(), ranges(), texts()).flatMap(List::stream);
    }

    private static List<Bad> missing() {
        return List.of(
                new Bad(
                        "MissingParameter",
                        "GroupName",
                        CreateSecurityGroupRequest.builder().description("a").build()),
                new Bad(
                        "MissingParameter",
                        "ServiceName",
                        CreateVpcEndpointRequest.builder().vpcId("vpc-1").build()),
                new Bad(
                        "MissingParameter",
                        "Filters.1.member.Name",
                        DescribeVpcsRequest.builder()
                                .filters(f -> f.values("a"))
                                .build()),
                new Bad(
                        "MissingParameter",
                        "SubnetIds",
                        CreateDbSubnetGroupRequest.builder()
                                .dbSubnetGroupName("a")
                                .dbSubnetGroupDescription("a")
                                .build()),
                new Bad(
                        "MissingParameter",
                        "CacheSubnetGroupName",
                        CreateCacheSubnetGroupRequest.builder().build()),
                new Bad(
                        "MissingParameter",
                        "AlarmNames",
                        DeleteAlarmsRequest.builder().build()),
                new Bad(
                        "MissingParameter",
                        "QueueName",
                        CreateQueueRequest.builder().build()),
                new Bad(
                        "InvalidParameterException",
                        "serviceName",
                        CreateServiceRequest.builder().build()),
                new Bad(
                        "InvalidParameterException",
                        "logGroupName",
                        CreateLogGroupRequest.builder().build()),
                new Bad("ClientException", "image", container(c -> c.name("a"))),
                new Bad("ClientException", "valueFrom", container(c -> c.name("a")
                        .image("a")
                        .secrets(Secret.builder().name("A").build()))),
                new Bad("ClientException", "logDriver", container(c -> c.name("a")
                        .image("a")
                        .logConfiguration(l -> l.options(Map.of())))),
                new Bad(
                        "ValidationException",
                        "DomainName",
                        RequestCertificateRequest.builder().build()),
                new Bad(
                        "ValidationException",
                        "ServiceNamespace",
                        RegisterScalableTargetRequest.builder().build()),
                new Bad(
                        "ValidationException",
                        "Name",
                        CreateSecretRequest.builder().build()),
                new Bad("ValidationError", "Name", CreateTopicRequest.builder().build()),
                new Bad(
                        "ValidationError",
                        "AssumeRolePolicyDocument",
                        CreateRoleRequest.builder().roleName("a").build()),
                new Bad(
                        "ValidationError",
                        "Actions",
                        CreateRuleRequest.builder()
                                .listenerArn(ARN)
                                .priority(1)
                                .conditions(RuleCondition.builder().build())
                                .build()),
                new Bad(
                        "InvalidInput",
                        "CallerReference",
                        CreateHostedZoneRequest.builder().name("a.com").build()),
                new Bad(
                        "MalformedXML",
                        "ServerSideEncryptionConfiguration",
                        PutBucketEncryptionRequest.builder().bucket("a").build()),
                new Bad(
                        "MalformedXML",
                        "Status",
                        PutBucketLifecycleConfigurationRequest.builder()
                                .bucket("a")
                                .lifecycleConfiguration(l -> l.rules(r -> r.id("a")))
                                .build()));
    }

    private static AwsRequest container(Consumer<ContainerDefinition.Builder> one) {
        return RegisterTaskDefinitionRequest.builder()
                .family("a")
                .containerDefinitions(
                        ContainerDefinition.builder().applyMutation(one).build())
                .build();
    }

    private static List<Bad> words() {
        return List.of(
                new Bad(
                        "InvalidParameterException",
                        "launchType",
                        CreateServiceRequest.builder()
                                .serviceName("a")
                                .launchType(NONSENSE)
                                .build()),
                new Bad(
                        "InvalidParameterException",
                        "settings.1.member.name",
                        CreateClusterRequest.builder()
                                .settings(s -> s.name(NONSENSE).value("enabled"))
                                .build()),
                new Bad(
                        "ClientException",
                        "requiresCompatibilities.1.member",
                        RegisterTaskDefinitionRequest.builder()
                                .family("a")
                                .containerDefinitions(ContainerDefinition.builder()
                                        .name("a")
                                        .image("a")
                                        .build())
                                .requiresCompatibilitiesWithStrings(NONSENSE)
                                .build()),
                new Bad(
                        "ValidationError",
                        "IpAddressType",
                        CreateLoadBalancerRequest.builder()
                                .name("a")
                                .ipAddressType(NONSENSE)
                                .build()),
                new Bad(
                        "MalformedXML",
                        "ObjectOwnership",
                        CreateBucketRequest.builder()
                                .bucket("a")
                                .objectOwnership(NONSENSE)
                                .build()),
                new Bad(
                        "MalformedXML",
                        "SSEAlgorithm",
                        PutBucketEncryptionRequest.builder()
                                .bucket("a")
                                .serverSideEncryptionConfiguration(s -> s.rules(
                                        r -> r.applyServerSideEncryptionByDefault(d -> d.sseAlgorithm(NONSENSE))))
                                .build()));
    }

    private static List<Bad> ranges() {
        return List.of(
                new Bad(
                        "InvalidParameterException",
                        "weight",
                        CreateServiceRequest.builder()
                                .serviceName("a")
                                .capacityProviderStrategy(CapacityProviderStrategyItem.builder()
                                        .capacityProvider("FARGATE")
                                        .weight(-1)
                                        .build())
                                .build()),
                new Bad(
                        "MalformedXML",
                        "Days",
                        PutBucketLifecycleConfigurationRequest.builder()
                                .bucket("a")
                                .lifecycleConfiguration(
                                        l -> l.rules(r -> r.status("Enabled").expiration(e -> e.days(0))))
                                .build()),
                new Bad(
                        "ValidationError",
                        "Weight",
                        CreateRuleRequest.builder()
                                .listenerArn(ARN)
                                .priority(1)
                                .conditions(RuleCondition.builder().build())
                                .actions(Action.builder()
                                        .type("forward")
                                        .forwardConfig(f -> f.targetGroups(
                                                g -> g.targetGroupArn("a").weight(-1)))
                                        .build())
                                .build()));
    }

    private static List<Bad> texts() {
        return List.of(
                new Bad(
                        "InvalidParameterValue",
                        "MasterUsername",
                        CreateDbInstanceRequest.builder()
                                .dbInstanceIdentifier("a")
                                .dbInstanceClass("db.t3.micro")
                                .engine("postgres")
                                .masterUsername("1 a")
                                .build()),
                new Bad(
                        "InvalidParameterValue",
                        "ClientToken",
                        CreateRouteTableRequest.builder()
                                .vpcId("vpc-1")
                                .clientToken("x".repeat(65))
                                .build()),
                new Bad(
                        "InvalidParameterException",
                        "logGroupName",
                        CreateLogGroupRequest.builder().logGroupName("a b").build()),
                new Bad(
                        "ValidationError",
                        "Namespace",
                        PutMetricAlarmRequest.builder()
                                .alarmName("a")
                                .comparisonOperator("LessThanThreshold")
                                .evaluationPeriods(1)
                                .namespace(":a")
                                .build()),
                new Bad(
                        "MissingParameter",
                        "Dimensions.1.member.Value",
                        PutMetricAlarmRequest.builder()
                                .alarmName("a")
                                .comparisonOperator("LessThanThreshold")
                                .evaluationPeriods(1)
                                .dimensions(Dimension.builder().name("a").build())
                                .build()),
                new Bad(
                        "ValidationError",
                        "Conditions.1.member.PathPatternConfig.Values.1.member",
                        CreateRuleRequest.builder()
                                .listenerArn(ARN)
                                .priority(1)
                                .actions(Action.builder().type("forward").build())
                                .conditions(c -> c.pathPatternConfig(p -> p.values("/a b")))
                                .build()));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void badInputIsRefusedInTheServicesOwnWords(Bad bad) {
        AwsFault fault = refusal(bad.request());
        assertThat(fault.code()).as(fault.text()).isEqualTo(bad.code());
        assertThat(fault.text()).contains(bad.about());
    }

    /** @param one with these keys and values as tags */
    private record Tagged(String code, Function<Map<String, String>, AwsRequest> one) {}

    static Stream<Tagged> taggers() {
        return Stream.of(
                new Tagged("InvalidParameterValue", tags -> CreateVpcRequest.builder()
                        .cidrBlock("10.0.0.0/16")
                        .tagSpecifications(s -> s.resourceType("vpc")
                                .tags(tags.entrySet().stream()
                                        .map(t -> software.amazon.awssdk.services.ec2.model.Tag.builder()
                                                .key(t.getKey())
                                                .value(t.getValue())
                                                .build())
                                        .toList()))
                        .build()),
                new Tagged("InvalidParameterException", tags -> CreateClusterRequest.builder()
                        .tags(tags.entrySet().stream()
                                .map(t -> software.amazon.awssdk.services.ecs.model.Tag.builder()
                                        .key(t.getKey())
                                        .value(t.getValue())
                                        .build())
                                .toList())
                        .build()),
                new Tagged("InvalidParameterException", tags -> CreateLogGroupRequest.builder()
                        .logGroupName("/a")
                        .tags(tags)
                        .build()),
                new Tagged("InvalidParameterValue", tags -> CreateCacheSubnetGroupRequest.builder()
                        .cacheSubnetGroupName("a")
                        .cacheSubnetGroupDescription("a")
                        .subnetIds("subnet-1")
                        .tags(tags.entrySet().stream()
                                .map(t -> software.amazon.awssdk.services.elasticache.model.Tag.builder()
                                        .key(t.getKey())
                                        .value(t.getValue())
                                        .build())
                                .toList())
                        .build()));
    }

    @ParameterizedTest
    @MethodSource("taggers")
    void tagsThatNoServiceTakes(Tagged service) {
        for (Map<String, String> tags : List.of(
                Map.of("", "a"),
                Map.of("k".repeat(129), "a"),
                Map.of("a", "v".repeat(257)),
                Map.of("AWS:a", "a"),
                Map.of("a\u0007", "a"))) {
            assertThat(refusal(service.one().apply(tags)).code())
                    .as(tags.toString())
                    .isEqualTo(service.code());
        }
    }

    @Test
    void fiftyOneTagsAreTooMany() {
        software.amazon.awssdk.services.sns.model.Tag[] tags = IntStream.range(0, 51)
                .mapToObj(i -> software.amazon.awssdk.services.sns.model.Tag.builder()
                        .key("k" + i)
                        .value("")
                        .build())
                .toArray(software.amazon.awssdk.services.sns.model.Tag[]::new);
        assertThat(refusal(CreateTopicRequest.builder().name("a").tags(tags).build())
                        .code())
                .isEqualTo("TagLimitExceeded");
        InputCheck.check(
                "sns",
                "CreateTopic",
                CreateTopicRequest.builder()
                        .name("a")
                        .tags(Arrays.copyOf(tags, 50))
                        .build());
        tags[1] = tags[0];
        assertThat(refusal(CreateTopicRequest.builder()
                                .name("a")
                                .tags(Arrays.copyOf(tags, 2))
                                .build())
                        .text())
                .contains("Duplicate tag key 'k0'");
    }

    @Test
    void aRefusalDoesNotRepeatWhatMayBeSecret() {
        assertThat(refusal(CreateSecretRequest.builder()
                                .name("a")
                                .secretString("hush".repeat(20_000))
                                .build())
                        .text())
                .contains("SecretString")
                .doesNotContain("hush");
    }

    private static AwsFault refusal(AwsRequest request) {
        AwsFault fault = catchThrowableOfType(AwsFault.class, () -> new Sandbox(SandboxScript.plain())
                .call("123456789012", Sandbox.HOME_REGION, request));
        assertThat(fault).as(request.toString()).isNotNull();
        return fault;
    }
}
