package io.kinexus.operator.sandbox.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.support.Balanced;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;

/** Service {@code api} of two tasks behind a load balancer, with fifty requests a second. */
class TrafficSandboxTest {
    private static final double STEADY = 3000;

    private final SandboxDoor door = new SandboxDoor();
    private String balancer = "";
    private String group = "";

    @ParameterizedTest
    @CsvSource({
        "1.0, 0.001, 0.04, 0.2",
        "1.0-errors, 0.2, 0.04, 0.2",
        "1.0-slow, 0.001, 0.6, 3.0",
        "1.0-late, 0.2, 0.04, 0.2"
    })
    void imagesAnswerAsTheirTagSays(String tag, double errorRate, double median, double high) {
        serve(tag);
        door.sandbox().advance(Duration.ofMinutes(20));
        double requests = latest("RequestCount", "Sum");
        assertThat(requests).isCloseTo(STEADY, Offset.offset(300.0));
        double errors = errorRate < 0.01 ? 0.01 * requests : latest("HTTPCode_Target_5XX_Count", "Sum");
        assertThat(errors / requests).isCloseTo(errorRate, Offset.offset(0.05));
        assertThat(latest("TargetResponseTime", "p50")).isCloseTo(median, Offset.offset(0.01 * median));
        assertThat(latest("TargetResponseTime", "p99")).isCloseTo(high, Offset.offset(0.05 * high));
        assertThat(latest("HealthyHostCount", "Minimum")).isEqualTo(2);
        assertThat(latest("RequestCountPerTarget", "Sum")).isCloseTo(requests / 2, Offset.offset(1.0));
    }

    @Test
    void aLateImageIsFineForItsFirstMinutes() {
        serve("1.0-late");
        door.sandbox().advance(Duration.ofMinutes(6));
        assertThat(latest("RequestCount", "Sum")).isPositive();
        assertThat(values("HTTPCode_Target_5XX_Count", "Sum")).allMatch(errors -> errors < 30);
    }

    @Test
    void cpuAndMemoryFollowTheRequestsOfEachTask() {
        serve("1.0");
        door.sandbox().advance(Duration.ofMinutes(10));
        assertThat(used("CPUUtilization")).isCloseTo(30, Offset.offset(6.0));
        assertThat(used("MemoryUtilization")).isCloseTo(40, Offset.offset(2.0));
        door.sandbox().locked(() -> {
            door.sandbox().load().set("api", 150);
            return true;
        });
        door.sandbox().advance(Duration.ofMinutes(5));
        assertThat(used("CPUUtilization")).isCloseTo(80, Offset.offset(8.0));
    }

    @Test
    void whereNobodyIsTheBalancerItselfRefuses() {
        serve("1.0");
        door.sandbox().advance(Duration.ofMinutes(10));
        door.scope()
                .client(EcsClient.class)
                .updateService(r -> r.cluster("main").service("api").desiredCount(0));
        door.sandbox().advance(Duration.ofMinutes(10));
        List<Double> refused =
                values("AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", "Sum", Map.of("LoadBalancer", name(balancer)));
        assertThat(refused.get(refused.size() - 1)).isCloseTo(STEADY, Offset.offset(300.0));
    }

    private void serve(String tag) {
        Scope scope = door.scope();
        Balanced balanced = Balanced.network(scope);
        balancer = balanced.balancer("main");
        group = balanced.group("api");
        String listener = balanced.listener(balancer, 80);
        balanced.elb().createRule(r -> r.listenerArn(listener)
                .priority(10)
                .conditions(Balanced.path("/*"))
                .actions(Balanced.forward(group)));
        EcsClient ecs = scope.client(EcsClient.class);
        ecs.createCluster(r -> r.clusterName("main"));
        ecs.registerTaskDefinition(r -> r.family("api")
                .cpu("256")
                .memory("512")
                .networkMode("awsvpc")
                .requiresCompatibilitiesWithStrings("FARGATE")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("app")
                        .image("repo/api:" + tag)
                        .portMappings(PortMapping.builder().containerPort(8000).build())
                        .build()));
        ecs.createService(r -> r.cluster("main")
                .serviceName("api")
                .taskDefinition("api:1")
                .desiredCount(2)
                .launchType(LaunchType.FARGATE)
                .loadBalancers(LoadBalancer.builder()
                        .targetGroupArn(group)
                        .containerName("app")
                        .containerPort(8000)
                        .build())
                .networkConfiguration(n -> n.awsvpcConfiguration(
                        v -> v.subnets(balanced.subnetIds()).securityGroups(balanced.groupId()))));
    }

    private double latest(String metric, String stat) {
        List<Double> values = values(metric, stat);
        return values.get(values.size() - 1);
    }

    private double used(String metric) {
        List<Double> values = values("AWS/ECS", metric, "Average", Map.of("ClusterName", "main", "ServiceName", "api"));
        return values.get(values.size() - 1);
    }

    private List<Double> values(String metric, String stat) {
        return values(
                "AWS/ApplicationELB",
                metric,
                stat,
                Map.of("LoadBalancer", name(balancer), "TargetGroup", group.substring(group.lastIndexOf(':') + 1)));
    }

    private List<Double> values(String namespace, String metric, String stat, Map<String, String> dimensions) {
        Instant now = door.sandbox().clock().instant();
        List<Dimension> all = dimensions.entrySet().stream()
                .map(one -> Dimension.builder()
                        .name(one.getKey())
                        .value(one.getValue())
                        .build())
                .toList();
        MetricDataQuery query = MetricDataQuery.builder()
                .id("m")
                .metricStat(m -> m.metric(
                                x -> x.namespace(namespace).metricName(metric).dimensions(all))
                        .period(60)
                        .stat(stat))
                .build();
        return door.scope()
                .client(CloudWatchClient.class)
                .getMetricData(r -> r.startTime(now.minus(Duration.ofHours(1)))
                        .endTime(now)
                        .scanBy("TimestampAscending")
                        .metricDataQueries(query))
                .metricDataResults()
                .get(0)
                .values();
    }

    private static String name(String arn) {
        return arn.substring(arn.indexOf("loadbalancer/") + "loadbalancer/".length());
    }
}
