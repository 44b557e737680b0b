package io.kinexus.operator.sandbox.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Content;
import io.kinexus.operator.sandbox.LostReply;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.WireClients;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcState;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeBatch;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;

/** What the SDK's own clients send arrives as it was built, and what a handler answers is read back by them unchanged. */
class HttpDoorTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final Sandbox sandbox = new Sandbox(SandboxScript.plain());
    private final HttpDoor door = HttpDoor.open(sandbox, 0);
    private final WireClients clients = new WireClients(door.uri());
    private final List<AwsRequest> arrived = new ArrayList<>();
    private final List<Sandbox.Call> calls = new ArrayList<>();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void jsonGoesThroughBothWays() {
        Service service = Service.builder()
                .serviceName("api")
                .desiredCount(2)
                .createdAt(NOON)
                .tags(software.amazon.awssdk.services.ecs.model.Tag.builder()
                        .key("a")
                        .value("<&\"'é")
                        .build())
                .build();
        answers(request -> DescribeServicesResponse.builder()
                .services(service)
                .failures(List.of())
                .build());
        DescribeServicesRequest request = DescribeServicesRequest.builder()
                .cluster("main")
                .services("api", "web")
                .include(ServiceField.TAGS)
                .build();
        DescribeServicesResponse answer = client(EcsClient.class).describeServices(request);
        assertThat(arrived).containsExactly(request);
        assertThat(answer.services()).containsExactly(service);
    }

    @Test
    void queryGoesThroughBothWays() {
        Datapoint point = Datapoint.builder()
                .timestamp(NOON)
                .average(1.5)
                .unit(StandardUnit.SECONDS)
                .extendedStatistics(Map.of("p99", 2.5))
                .build();
        answers(request -> GetMetricStatisticsResponse.builder()
                .label("latency")
                .datapoints(point)
                .build());
        GetMetricStatisticsRequest request = GetMetricStatisticsRequest.builder()
                .namespace("AWS/ECS")
                .metricName("CPUUtilization")
                .dimensions(
                        Dimension.builder().name("ServiceName").value("a b&c=d").build())
                .startTime(NOON)
                .endTime(NOON.plusSeconds(60))
                .period(60)
                .extendedStatistics("p99")
                .build();
        GetMetricStatisticsResponse answer = client(CloudWatchClient.class).getMetricStatistics(request);
        assertThat(arrived).containsExactly(request);
        assertThat(answer.datapoints()).containsExactly(point);
    }

    @Test
    void mapsOfQueryGoThroughBothWays() {
        answers(request -> CreateTopicResponse.builder()
                .topicArn("arn:aws:sns:us-east-1:1:t")
                .build());
        CreateTopicRequest request = CreateTopicRequest.builder()
                .name("t")
                .attributes(Map.of("DisplayName", "T", "FifoTopic", "false"))
                .build();
        client(SnsClient.class).createTopic(request);
        assertThat(arrived).containsExactly(request);
        answers(asked -> GetTopicAttributesResponse.builder()
                .attributes(Map.of("Policy", "{\"Version\":\"2012-10-17\"}"))
                .build());
        assertThat(client(SnsClient.class)
                        .getTopicAttributes(GetTopicAttributesRequest.builder()
                                .topicArn("t")
                                .build())
                        .attributes())
                .containsExactly(Map.entry("Policy", "{\"Version\":\"2012-10-17\"}"));
    }

    @Test
    void ec2GoesThroughBothWays() {
        Vpc vpc = Vpc.builder()
                .vpcId("vpc-1")
                .state(VpcState.AVAILABLE)
                .isDefault(false)
                .tags(Tag.builder().key("Name").value("main").build())
                .build();
        answers(request -> DescribeVpcsResponse.builder().vpcs(vpc).build());
        DescribeVpcsRequest request = DescribeVpcsRequest.builder()
                .filters(Filter.builder()
                        .name("tag:Name")
                        .values("main", "other")
                        .build())
                .maxResults(5)
                .build();
        assertThat(client(Ec2Client.class).describeVpcs(request).vpcs()).containsExactly(vpc);
        assertThat(arrived).containsExactly(request);
    }

    @Test
    void nestedListsOfEc2AreFlat() {
        answers(request -> AuthorizeSecurityGroupIngressResponse.builder()
                .returnValue(true)
                .build());
        AuthorizeSecurityGroupIngressRequest request = AuthorizeSecurityGroupIngressRequest.builder()
                .groupId("sg-1")
                .ipPermissions(IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(443)
                        .toPort(443)
                        .ipRanges(IpRange.builder().cidrIp("10.0.0.0/8").build())
                        .userIdGroupPairs(
                                UserIdGroupPair.builder().groupId("sg-2").build())
                        .build())
                .build();
        assertThat(client(Ec2Client.class)
                        .authorizeSecurityGroupIngress(request)
                        .returnValue())
                .isTrue();
        assertThat(arrived).containsExactly(request);
    }

    @Test
    void bodiesOfS3GoThroughBothWays() {
        answers(request -> PutBucketLifecycleConfigurationResponse.builder().build());
        client(S3Client.class).putBucketLifecycleConfiguration(r -> r.bucket("logs")
                .lifecycleConfiguration(c -> c.rules(List.of(LifecycleRule.builder()
                        .id("old")
                        .status("Enabled")
                        .filter(f -> f.prefix("alb/"))
                        .expiration(e -> e.days(90))
                        .build()))));
        PutBucketLifecycleConfigurationRequest seen = (PutBucketLifecycleConfigurationRequest) arrived.get(0);
        assertThat(seen.bucket()).isEqualTo("logs");
        assertThat(seen.lifecycleConfiguration().rules()).singleElement().satisfies(rule -> {
            assertThat(rule.filter().prefix()).isEqualTo("alb/");
            assertThat(rule.expiration().days()).isEqualTo(90);
        });
    }

    @Test
    void policiesOfS3AreBareJson() {
        answers(request -> request instanceof PutBucketPolicyRequest
                ? PutBucketPolicyResponse.builder().build()
                : GetBucketPolicyResponse.builder().policy("{\"a\":1}").build());
        client(S3Client.class).putBucketPolicy(r -> r.bucket("logs").policy("{\"b\":2}"));
        assertThat(((PutBucketPolicyRequest) arrived.get(0)).policy()).isEqualTo("{\"b\":2}");
        assertThat(client(S3Client.class).getBucketPolicy(r -> r.bucket("logs")).policy())
                .isEqualTo("{\"a\":1}");
        assertThat(arrived.get(1)).isInstanceOf(GetBucketPolicyRequest.class);
    }

    @Test
    void objectsOfS3AreStreamed() {
        answers(request -> request instanceof PutObjectRequest
                ? PutObjectResponse.builder().eTag("\"1\"").build()
                : Content.with(
                        GetObjectResponse.builder()
                                .eTag("\"1\"")
                                .metadata(Map.of("color", "blue"))
                                .build(),
                        SdkBytes.fromUtf8String("hello")));
        S3Client s3 = client(S3Client.class);
        s3.putObject(
                r -> r.bucket("b").key("dir/a key+1").metadata(Map.of("color", "blue")),
                RequestBody.fromString("hello"));
        PutObjectRequest put = (PutObjectRequest) arrived.get(0);
        assertThat(put.key()).isEqualTo("dir/a key+1");
        assertThat(put.metadata()).containsEntry("color", "blue");
        assertThat(Content.of(put).asUtf8String()).isEqualTo("hello");
        var got = s3.getObjectAsBytes(r -> r.bucket("b").key("dir/a key+1"));
        assertThat(got.asUtf8String()).isEqualTo("hello");
        assertThat(got.response().metadata()).containsEntry("color", "blue");
        assertThat(((GetObjectRequest) arrived.get(1)).key()).isEqualTo("dir/a key+1");
    }

    @Test
    void route53GoesThroughBothWays() {
        answers(request -> ChangeResourceRecordSetsResponse.builder()
                .changeInfo(ChangeInfo.builder()
                        .id("/change/C1")
                        .status("PENDING")
                        .submittedAt(NOON)
                        .build())
                .build());
        ResourceRecordSet record = ResourceRecordSet.builder()
                .name("a.example.com.")
                .type(RRType.CNAME)
                .ttl(60L)
                .resourceRecords(ResourceRecord.builder().value("b.").build())
                .build();
        ChangeResourceRecordSetsRequest request = ChangeResourceRecordSetsRequest.builder()
                .hostedZoneId("Z1")
                .changeBatch(ChangeBatch.builder()
                        .changes(Change.builder()
                                .action(ChangeAction.UPSERT)
                                .resourceRecordSet(record)
                                .build())
                        .build())
                .build();
        assertThat(client(Route53Client.class)
                        .changeResourceRecordSets(request)
                        .changeInfo()
                        .submittedAt())
                .isEqualTo(NOON);
        assertThat(arrived).containsExactly(request);
    }

    @Test
    void errorsKeepTheirCodeInEveryProtocol() {
        faults("ServiceNotFoundException");
        assertThatThrownBy(() -> client(EcsClient.class).describeServices(r -> r.services("x")))
                .isInstanceOf(ServiceNotFoundException.class)
                .hasMessageContaining("not <here>");
        faults("InvalidVpcID.NotFound");
        assertThat(code(() -> client(Ec2Client.class).describeVpcs())).isEqualTo("InvalidVpcID.NotFound");
        assertThat(code(() -> client(CloudWatchClient.class).describeAlarms())).isEqualTo("InvalidVpcID.NotFound");
        assertThat(code(() -> client(S3Client.class).getBucketTagging(r -> r.bucket("b"))))
                .isEqualTo("InvalidVpcID.NotFound");
        assertThat(code(() -> client(Route53Client.class).listHostedZones())).isEqualTo("InvalidVpcID.NotFound");
    }

    @Test
    void aMissingBucketHasNoBodyToSayIt() {
        sandbox.weather((call, request, account) -> {
            throw new AwsFault("NoSuchBucket", 404, "no");
        });
        assertThatThrownBy(() -> client(S3Client.class)
                        .headBucket(HeadBucketRequest.builder().bucket("b").build()))
                .isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void whatTheSandboxLacksIs501() {
        var failure = catchThrowableOfType(
                AwsServiceException.class, () -> client(EcsClient.class).discoverPollEndpoint(r -> {}));
        assertThat(failure.statusCode()).isEqualTo(501);
        assertThat(failure.awsErrorDetails().errorMessage()).contains("ecs:DiscoverPollEndpoint");
    }

    @Test
    void aLostReplyBreaksTheConnection() {
        sandbox.weather((call, request, account) -> {
            throw new LostReply("on purpose");
        });
        assertThatThrownBy(() -> client(EcsClient.class).listClusters()).isInstanceOf(SdkClientException.class);
    }

    @Test
    void theAccessKeyIsTheAccountAndTheScopeTheRegion() {
        answers(request -> DescribeVpcsResponse.builder().build());
        new WireClients(door.uri())
                .client(Ec2Client.class, "210987654321", "eu-west-1")
                .describeVpcs();
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.account()).isEqualTo("210987654321");
            assertThat(call.region()).isEqualTo("eu-west-1");
        });
    }

    private <C> C client(Class<C> type) {
        return clients.client(type, "123456789012", "us-east-1");
    }

    private static String code(Runnable call) {
        return AwsFailures.code(catchThrowableOfType(SdkException.class, call::run));
    }

    private void answers(Function<AwsRequest, AwsResponse> handler) {
        sandbox.weather((call, request, account) -> {
            arrived.add(request);
            calls.add(call);
            return handler.apply(request);
        });
    }

    private void faults(String code) {
        sandbox.weather((call, request, account) -> {
            throw AwsFault.badRequest(code, "not <here>");
        });
    }
}
