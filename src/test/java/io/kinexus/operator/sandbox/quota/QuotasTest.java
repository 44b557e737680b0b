package io.kinexus.operator.sandbox.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.aws.AwsFailures;
import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** AWS's published rates, call by call, on a clock that stands still unless it is moved. */
class QuotasTest {
    private static final int FAR_TOO_OFTEN = 300;
    private final Sandbox sandbox = new Sandbox(SandboxScript.plain());

    @BeforeEach
    void enforce() {
        sandbox.quotas().enforce(true);
    }

    @ParameterizedTest
    @CsvSource({
        "ecs list services, 100, 20, ThrottlingException",
        "ecs register, 20, 1, ThrottlingException",
        "elb describe, 40, 10, Throttling",
        "elb create, 20, 3, Throttling",
        "alarms, 9, 9, Throttling",
        "put alarm, 3, 3, Throttling",
        "vpcs by id, 100, 20, RequestLimitExceeded",
        "all vpcs, 50, 10, RequestLimitExceeded",
        "secrets, 100, 100, ThrottlingException",
        "scaling, 10, 10, ThrottlingException",
    })
    void aBurstThenTheRate(String call, int burst, int perSecond, String code) {
        assertThat(untilThrottled(call, code)).as("burst").isEqualTo(burst);
        sandbox.advance(Duration.ofSeconds(1));
        assertThat(untilThrottled(call, code)).as("a second later").isEqualTo(perSecond);
        sandbox.advance(Duration.ofHours(1));
        assertThat(untilThrottled(call, code)).as("full again, and no fuller").isEqualTo(burst);
        assertThat(sandbox.quotas().throttled()).isNotEmpty();
    }

    @Test
    void eachAccountAndRegionHasItsOwn() {
        assertThat(untilThrottled("ecs register", "ThrottlingException")).isEqualTo(20);
        register(client(EcsClient.class, "210987654321", "us-east-1"));
        register(client(EcsClient.class, "123456789012", "eu-west-1"));
        assertThat(sandbox.quotas().throttled()).isEqualTo(Map.of("ecs: task definition modify", 1L));
    }

    @Test
    void creatingLoadBalancersIsSlowAndShareTheAccountsBucketWithTheRest() {
        ElasticLoadBalancingV2Client elb = client(ElasticLoadBalancingV2Client.class);
        assertThat(count(() -> elb.createLoadBalancer(r -> r.name("a")), "Throttling"))
                .isEqualTo(10);
        assertThat(untilThrottled("elb describe", "Throttling")).isEqualTo(30);
        sandbox.advance(Duration.ofSeconds(4));
        assertThat(count(() -> elb.createLoadBalancer(r -> r.name("a")), "Throttling"))
                .isZero();
        sandbox.advance(Duration.ofSeconds(1));
        assertThat(count(() -> elb.createLoadBalancer(r -> r.name("a")), "Throttling"))
                .isEqualTo(1);
    }

    @Test
    void offIsOff() {
        sandbox.quotas().enforce(false);
        assertThat(untilThrottled("put alarm", "Throttling")).isEqualTo(FAR_TOO_OFTEN);
    }

    private int untilThrottled(String call, String code) {
        return count(
                () -> {
                    switch (call) {
                        case "ecs list services" -> client(EcsClient.class).listServices(r -> r.cluster("no"));
                        case "ecs register" -> register(client(EcsClient.class));
                        case "elb describe" ->
                            client(ElasticLoadBalancingV2Client.class).describeTargetGroups();
                        case "elb create" ->
                            client(ElasticLoadBalancingV2Client.class).createTargetGroup(r -> r.name(""));
                        case "alarms" -> client(CloudWatchClient.class).describeAlarms();
                        case "put alarm" -> client(CloudWatchClient.class).putMetricAlarm(r -> r.alarmName("a"));
                        case "vpcs by id" -> client(Ec2Client.class).describeVpcs(r -> r.vpcIds("vpc-1"));
                        case "all vpcs" -> client(Ec2Client.class).describeVpcs();
                        case "secrets" -> client(SecretsManagerClient.class).listSecrets();
                        default ->
                            client(ApplicationAutoScalingClient.class)
                                    .describeScalableTargets(r -> r.serviceNamespace("ecs"));
                    }
                },
                code);
    }

    /** How many calls get through; what they are refused for otherwise is of no interest here. */
    private static int count(Runnable call, String code) {
        for (int i = 0; i < FAR_TOO_OFTEN; i++) {
            try {
                call.run();
            } catch (SdkException refused) {
                if (AwsFailures.is(refused, code)) {
                    return i;
                }
            }
        }
        return FAR_TOO_OFTEN;
    }

    private static void register(EcsClient ecs) {
        ecs.registerTaskDefinition(r -> r.family("app")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("a")
                        .image("b")
                        .memory(128)
                        .build()));
    }

    private <C> C client(Class<C> type) {
        return client(type, "123456789012", "us-east-1");
    }

    private <C> C client(Class<C> type, String account, String region) {
        return new InProcessDoor(sandbox).client(type, account, region);
    }
}
