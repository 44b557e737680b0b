package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.Balanced;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceRevisionSummary;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.iam.IamClient;

/** Service {@code web} behind a rule with two target groups, and a rule for test traffic. */
final class ShiftWorld {
    static final int DESIRED = 2;

    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"ecs.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    final SandboxDoor door;
    final EcsClient ecs;
    final Balanced net;
    final String first;
    final String second;
    final String rule;
    final String testRule;
    final String role;

    ShiftWorld(SandboxDoor.Way way) {
        door = new SandboxDoor(SandboxScript.plain(), way);
        Scope scope = door.scope();
        ecs = scope.client(EcsClient.class);
        net = Balanced.network(scope);
        ecs.createCluster(r -> r.clusterName("main"));
        first = net.group("web-blue");
        second = net.group("web-green");
        String balancer = net.balancer("edge");
        rule = rule(net.listener(balancer, 80));
        testRule = rule(net.listener(balancer, 8080));
        role = scope.client(IamClient.class)
                .createRole(r -> r.roleName("weights").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        scope.client(CloudWatchClient.class).putMetricAlarm(r -> r.alarmName("errors")
                .namespace("N")
                .metricName("M")
                .statistic("Sum")
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator("GreaterThanThreshold"));
    }

    private String rule(String listener) {
        return net.elb()
                .createRule(r -> r.listenerArn(listener)
                        .priority(1)
                        .conditions(Balanced.path("/*"))
                        .actions(Action.builder()
                                .type("forward")
                                .forwardConfig(f -> f.targetGroups(tuple(first, 1), tuple(second, 0)))
                                .build()))
                .rules()
                .get(0)
                .ruleArn();
    }

    private static TargetGroupTuple tuple(String group, int weight) {
        return TargetGroupTuple.builder().targetGroupArn(group).weight(weight).build();
    }

    String register(String tag) {
        return ecs.registerTaskDefinition(r -> r.family("app")
                        .networkMode("awsvpc")
                        .requiresCompatibilitiesWithStrings("FARGATE")
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("repo/app:" + tag)
                                .portMappings(PortMapping.builder()
                                        .containerPort(8000)
                                        .build())
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    CreateServiceRequest.Builder request(String tag, Consumer<DeploymentConfiguration.Builder> configuration) {
        return CreateServiceRequest.builder()
                .cluster("main")
                .serviceName("web")
                .taskDefinition(register(tag))
                .desiredCount(DESIRED)
                .launchType("FARGATE")
                .healthCheckGracePeriodSeconds(10)
                .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets(net.subnetIds())))
                .loadBalancers(balancer().build())
                .deploymentConfiguration(d -> configuration.accept(
                        d.deploymentCircuitBreaker(b -> b.enable(true).rollback(true))));
    }

    LoadBalancer.Builder balancer() {
        return LoadBalancer.builder()
                .targetGroupArn(first)
                .containerName("app")
                .containerPort(8000)
                .advancedConfiguration(a -> a.alternateTargetGroupArn(second)
                        .productionListenerRule(rule)
                        .testListenerRule(testRule)
                        .roleArn(role));
    }

    /** Runs tag {@code 1} and is at rest, all traffic on the first group. */
    void running(Consumer<DeploymentConfiguration.Builder> configuration) {
        ecs.createService(request("1", configuration).build());
        advance(600);
    }

    void update(String tag) {
        String definition = register(tag);
        ecs.updateService(r -> r.cluster("main").service("web").taskDefinition(definition));
    }

    Service service() {
        return ecs.describeServices(r -> r.cluster("main").services("web"))
                .services()
                .get(0);
    }

    /** The newest. */
    ServiceDeployment deployment() {
        String arn = ecs.listServiceDeployments(r -> r.cluster("main").service("web"))
                .serviceDeployments()
                .get(0)
                .serviceDeploymentArn();
        return ecs.describeServiceDeployments(r -> r.serviceDeploymentArns(arn))
                .serviceDeployments()
                .get(0);
    }

    void stop() {
        String arn = deployment().serviceDeploymentArn();
        ecs.stopServiceDeployment(r -> r.serviceDeploymentArn(arn).stopType("ROLLBACK"));
    }

    /** Of the first group and the second, by the production rule: {@code 95/5}. */
    String weights() {
        return weights(rule);
    }

    String weights(String ofRule) {
        List<TargetGroupTuple> groups = net.elb()
                .describeRules(r -> r.ruleArns(ofRule))
                .rules()
                .get(0)
                .actions()
                .get(0)
                .forwardConfig()
                .targetGroups();
        return weight(groups, first) + "/" + weight(groups, second);
    }

    private static int weight(List<TargetGroupTuple> groups, String group) {
        return groups.stream()
                .filter(g -> g.targetGroupArn().equals(group))
                .findFirst()
                .orElseThrow()
                .weight();
    }

    /** How many healthy targets a group has. */
    long healthy(String group) {
        return net.elb().describeTargetHealth(r -> r.targetGroupArn(group)).targetHealthDescriptions().stream()
                .filter(t -> t.targetHealth().stateAsString().equals("healthy"))
                .count();
    }

    static String shown(ServiceRevisionSummary revision) {
        return revision.requestedTaskCount() + " wanted, " + revision.runningTaskCount() + " running, "
                + revision.requestedProductionTrafficWeight() + "% production, "
                + revision.requestedTestTrafficWeight() + "% test";
    }

    void alarm(String state) {
        door.scope()
                .client(CloudWatchClient.class)
                .setAlarmState(r -> r.alarmName("errors").stateValue(state).stateReason("by hand"));
    }

    void advance(int seconds) {
        door.sandbox().advance(Duration.ofSeconds(seconds));
    }

    /** Second by second until the newest deployment is in the stage. */
    void until(String stage) {
        for (int i = 0; i < 3600; i++) {
            if (stage.equals(deployment().lifecycleStageAsString())) {
                return;
            }
            advance(1);
        }
        throw new AssertionError("never in " + stage + ": " + deployment());
    }
}
