package io.kinexus.operator.sandbox.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.support.Balanced;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentAlarms;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** Services behind a target group: registration, draining, the grace period, and what unhealthy targets and alarms do. */
class TargetHealthTest {
    private final SandboxDoor door = new SandboxDoor();
    private final Scope scope = door.scope();
    private final EcsClient ecs = scope.client(EcsClient.class);
    private Balanced net = Balanced.network(scope);
    private String group = "";

    @BeforeEach
    void aClusterAndABalancer() {
        ecs.createCluster(r -> r.clusterName("main"));
        group = net.group("web");
        String listener = net.listener(net.balancer("edge"), 80);
        net.elb().createRule(r -> r.listenerArn(listener)
                .priority(1)
                .conditions(Balanced.path("/*"))
                .actions(Balanced.forward(group)));
    }

    private String register(String tag) {
        return ecs.registerTaskDefinition(r -> r.family("app")
                        .networkMode("awsvpc")
                        .requiresCompatibilitiesWithStrings("FARGATE")
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(List.of(ContainerDefinition.builder()
                                .name("app")
                                .image("repo/app:" + tag)
                                .portMappings(PortMapping.builder()
                                        .containerPort(8000)
                                        .build())
                                .build())))
                .taskDefinition()
                .taskDefinitionArn();
    }

    private void create(String definition, String targetGroup, DeploymentAlarms alarms) {
        ecs.createService(r -> r.cluster("main")
                .serviceName("web")
                .taskDefinition(definition)
                .desiredCount(2)
                .launchType("FARGATE")
                .healthCheckGracePeriodSeconds(30)
                .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets(net.subnetIds())))
                .loadBalancers(List.of(software.amazon.awssdk.services.ecs.model.LoadBalancer.builder()
                        .targetGroupArn(targetGroup)
                        .containerName("app")
                        .containerPort(8000)
                        .build()))
                .deploymentConfiguration(d -> d.alarms(alarms)
                        .deploymentCircuitBreaker(b -> b.enable(true).rollback(true))));
    }

    private void create(String definition) {
        create(
                definition,
                group,
                DeploymentAlarms.builder()
                        .alarmNames(List.of())
                        .enable(false)
                        .rollback(false)
                        .build());
    }

    private void update(String definition) {
        ecs.updateService(r -> r.cluster("main").service("web").taskDefinition(definition));
    }

    private Service service() {
        return ecs.describeServices(r -> r.cluster("main").services("web"))
                .services()
                .get(0);
    }

    private Map<String, Long> targets() {
        return net.elb().describeTargetHealth(r -> r.targetGroupArn(group)).targetHealthDescriptions().stream()
                .collect(Collectors.groupingBy(t -> t.targetHealth().stateAsString(), Collectors.counting()));
    }

    private void advance(int seconds) {
        door.sandbox().advance(Duration.ofSeconds(seconds));
    }

    @Test
    void runningTasksAreTargetsAndOldOnesDrain() {
        create(register("1"));
        advance(300);
        assertThat(targets()).isEqualTo(Map.of("healthy", 2L));
        update(register("2"));
        advance(120);
        assertThat(targets()).containsEntry("draining", 2L);
        advance(600);
        assertThat(targets()).isEqualTo(Map.of("healthy", 2L));
        assertThat(service().deployments()).hasSize(1);
    }

    @Test
    void aVersionThatAnswersBadlyIsReplacedAfterTheGraceAndTakenBack() {
        String good = register("1");
        create(good);
        advance(300);
        update(register("2-unhealthy"));
        advance(1200);
        assertThat(service().taskDefinition()).isEqualTo(good);
        assertThat(service().runningCount()).isEqualTo(2);
        List<String> stopped =
                ecs.listTasks(r -> r.cluster("main").desiredStatus("STOPPED")).taskArns();
        assertThat(ecs.describeTasks(r -> r.cluster("main").tasks(stopped)).tasks())
                .extracting(Task::stoppedReason)
                .anySatisfy(reason -> assertThat(reason).startsWith("Task failed ELB health checks"));
    }

    @Test
    void anAlarmDuringTheBakeTakesItBack() {
        scope.client(CloudWatchClient.class).putMetricAlarm(r -> r.alarmName("errors")
                .namespace("N")
                .metricName("M")
                .statistic("Sum")
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator("GreaterThanThreshold"));
        String good = register("1");
        create(
                good,
                group,
                DeploymentAlarms.builder()
                        .enable(true)
                        .rollback(true)
                        .alarmNames("errors")
                        .build());
        advance(600);
        update(register("2"));
        advance(90);
        assertThat(service().deployments().get(0).rolloutState()).isEqualTo(DeploymentRolloutState.IN_PROGRESS);
        scope.client(CloudWatchClient.class)
                .setAlarmState(r -> r.alarmName("errors").stateValue("ALARM").stateReason("by hand"));
        advance(20);
        assertThat(service().taskDefinition()).isEqualTo(good);
    }

    @Test
    void aGroupBehindNoListenerIsRefused() {
        String alone = net.group("alone");
        String definition = register("1");
        DeploymentAlarms none = DeploymentAlarms.builder()
                .alarmNames(List.of())
                .enable(false)
                .rollback(false)
                .build();
        assertThatThrownBy(() -> create(definition, alone, none))
                .hasMessageContaining("does not have an associated load balancer");
    }
}
