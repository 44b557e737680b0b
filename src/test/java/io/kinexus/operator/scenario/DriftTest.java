package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.diff.Owner;
import io.kinexus.operator.core.gate.Ruling;
import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.Operated;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClusterSetting;
import software.amazon.awssdk.services.ecs.model.ClusterSettingName;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** What people change by hand in AWS is seen in the next plan, under its own name, and healed. */
class DriftTest {
    private static final String API = "service/c/api";
    private static final String OPEN =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private record Case(String reason, String resource, Consumer<Operated> hand) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Case> cases() {
        return Stream.concat(services(), Stream.concat(network(), around()));
    }

    private static Stream<Case> services() {
        return Stream.of(
                new Case("tasks scaled by hand", "ecs-service/worker", on -> on.client(EcsClient.class)
                        .updateService(r -> r.cluster("c").service("worker").desiredCount(5))),
                new Case("a service deleted", "ecs-service/worker", on -> on.client(EcsClient.class)
                        .deleteService(r -> r.cluster("c").service("worker").force(true))),
                new Case("another image moved in", "task-definition/api", DriftTest::moveImage),
                new Case("the steps made longer", "ecs-service/api", on -> on.client(EcsClient.class)
                        .updateService(
                                r -> r.cluster("c").service("api").deploymentConfiguration(d -> d.strategy("CANARY")
                                        .canaryConfiguration(c -> c.canaryPercent(50.0))))),
                new Case("production led to the empty group", "listener-rule/api", DriftTest::leadNowhere),
                new Case("the breaker switched off", "ecs-service/worker", on -> on.client(EcsClient.class)
                        .updateService(r -> r.cluster("c")
                                .service("worker")
                                .deploymentConfiguration(d -> d.deploymentCircuitBreaker(
                                        b -> b.enable(false).rollback(false))))),
                new Case("insights switched off", "cluster/c", on -> on.client(EcsClient.class)
                        .updateClusterSettings(r -> r.cluster("c")
                                .settings(ClusterSetting.builder()
                                        .name(ClusterSettingName.CONTAINER_INSIGHTS)
                                        .value("disabled")
                                        .build()))),
                new Case("the scaler's maximum raised", "scalable-target/api", on -> on.client(
                                ApplicationAutoScalingClient.class)
                        .registerScalableTarget(r -> r.serviceNamespace(ServiceNamespace.ECS)
                                .resourceId(API)
                                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                                .maxCapacity(50))),
                new Case("a scaling policy deleted", "scaling-policy/api-cpu", on -> on.client(
                                ApplicationAutoScalingClient.class)
                        .deleteScalingPolicy(r -> r.serviceNamespace(ServiceNamespace.ECS)
                                .resourceId(API)
                                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                                .policyName("small-api-cpu"))),
                new Case("a schedule deleted", "scheduled-action/api-night", on -> on.client(
                                ApplicationAutoScalingClient.class)
                        .deleteScheduledAction(r -> r.serviceNamespace(ServiceNamespace.ECS)
                                .resourceId(API)
                                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                                .scheduledActionName("small-api-night"))));
    }

    private static Stream<Case> network() {
        return Stream.of(
                new Case("a group opened to the world", "security-group/api-service", on -> on.client(Ec2Client.class)
                        .authorizeSecurityGroupIngress(r -> r.groupId(group(on, "small-api-service"))
                                .ipPermissions(IpPermission.builder()
                                        .ipProtocol("tcp")
                                        .fromPort(22)
                                        .toPort(22)
                                        .ipRanges(IpRange.builder()
                                                .cidrIp("0.0.0.0/0")
                                                .build())
                                        .build()))),
                new Case("a rule revoked", "security-group-rule/lb-to-api-8000", DriftTest::revoke),
                new Case("DNS names switched off", "vpc/main", on -> on.client(Ec2Client.class)
                        .modifyVpcAttribute(r -> r.vpcId(vpc(on)).enableDnsHostnames(v -> v.value(false)))),
                new Case("a route removed", "route-table/main-private", on -> on.client(Ec2Client.class)
                        .deleteRoute(r -> r.routeTableId(routeTable(on, "route-table/main-private"))
                                .destinationCidrBlock("0.0.0.0/0"))),
                new Case("a listener rule moved", "listener-rule/api", on -> on.client(
                                ElasticLoadBalancingV2Client.class)
                        .setRulePriorities(r -> r.rulePriorities(RulePriorityPair.builder()
                                .ruleArn(rule(on).ruleArn())
                                .priority(777)
                                .build()))),
                new Case("a health check slowed", "target-group/api-blue", on -> on.client(
                                ElasticLoadBalancingV2Client.class)
                        .modifyTargetGroup(r -> r.targetGroupArn(blue(on)).healthCheckIntervalSeconds(120))),
                new Case("the balancer's idle time changed", "load-balancer/lb", DriftTest::idle));
    }

    private static Stream<Case> around() {
        return Stream.of(
                new Case("logs kept for ever", "log-group/worker", on -> on.client(CloudWatchLogsClient.class)
                        .putRetentionPolicy(
                                r -> r.logGroupName("/ecs/small/worker").retentionInDays(1))),
                new Case("a role made mighty", "role/api-task", on -> on.client(IamClient.class)
                        .putRolePolicy(r ->
                                r.roleName("small-api-task").policyName("mine").policyDocument(OPEN))),
                new Case("an alarm deafened", "alarm/al-cpu-high-service-api", DriftTest::deafen),
                new Case("an alarm deleted", "alarm/al-cpu-high-service-api", on -> on.client(CloudWatchClient.class)
                        .deleteAlarms(r -> r.alarmNames(alarm(on).alarmName()))),
                new Case("a subscription removed", "subscription/t-email", on -> on.client(SnsClient.class)
                        .deleteTopic(r -> r.topicArn("arn:aws:sns:us-east-1:123456789012:t"))),
                new Case("a tag lost", "ecs-service/worker", on -> on.client(EcsClient.class)
                        .untagResource(r -> r.resourceArn(service(on, "worker").serviceArn())
                                .tagKeys("application"))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isSeenAndHealed(Case it) {
        Operated operated = new Operated(
                new DesiredFolder(Path.of("src/test/resources/scenario"), Kinds.installed()),
                "small",
                SandboxScript.plain());
        Turned before = operated.settle(300);
        assertThat(before.snapshot().sync()).isEqualTo("InSync");

        it.hand().accept(operated);
        Plan plan = operated.plan();
        assertThat(plan.steps().stream().filter(step -> step.action().writes()).map(step -> step.id()
                        .local()))
                .as(new PlanText(plan, false).text())
                .anyMatch(id -> id.startsWith(it.resource()));

        operated.turn("wake");
        operated.settle(300);
        Plan after = operated.plan();
        assertThat(after.steps().stream().filter(step -> step.action().writes()).map(Step::id))
                .as(new PlanText(after, false).text() + operated.rollouts.latest("small", 3))
                .isEmpty();
    }

    @Test
    void whatTheScalerSetsIsShownAndLeftAlone() {
        Operated operated = new Operated(
                new DesiredFolder(Path.of("src/test/resources/scenario"), Kinds.installed()),
                "small",
                SandboxScript.plain());
        operated.settle(300);
        operated.client(EcsClient.class)
                .updateService(r -> r.cluster("c").service("api").desiredCount(7));
        Plan plan = operated.plan();
        assertThat(plan.empty()).as(new PlanText(plan, false).text()).isTrue();
        assertThat(plan.steps().stream()
                        .filter(step -> step.id().local().equals("ecs-service/api"))
                        .flatMap(step -> step.fields().stream()))
                .extracting(FieldChange::path, FieldChange::owner)
                .contains(tuple("desiredCount", Owner.SCALER));
    }

    @Test
    void aServiceThatDrainsIsNotTakenForSomebodyElses() {
        Operated operated = new Operated(
                new DesiredFolder(Path.of("src/test/resources/scenario"), Kinds.installed()),
                "small",
                SandboxScript.plain());
        operated.settle(300);
        operated.client(EcsClient.class)
                .deleteService(r -> r.cluster("c").service("api").force(true));
        assertThat(service(operated, "api").status()).isEqualTo("DRAINING");
        Plan plan = operated.plan();
        assertThat(plan.steps())
                .as(new PlanText(plan, false).text())
                .allMatch(step -> step.ruling() instanceof Ruling.Go);
        operated.turn("wake");
        operated.settle(300);
        assertThat(service(operated, "api").status())
                .as(operated.rollouts.latest("small", 3).toString())
                .isEqualTo("ACTIVE");
    }

    @Test
    void aLostRoleIsMadeAgainAndReplacesNoTasks() {
        Operated operated = new Operated(
                new DesiredFolder(Path.of("src/test/resources/scenario"), Kinds.installed()),
                "small",
                SandboxScript.plain());
        operated.settle(300);
        IamClient iam = operated.client(IamClient.class);
        String role = iam.listRoles().roles().stream()
                .map(one -> one.roleName())
                .filter(name -> name.contains("api-execution"))
                .findFirst()
                .orElseThrow();
        iam.listRolePolicies(r -> r.roleName(role))
                .policyNames()
                .forEach(policy -> iam.deleteRolePolicy(r -> r.roleName(role).policyName(policy)));
        iam.deleteRole(r -> r.roleName(role));
        Plan plan = operated.plan();
        assertThat(plan.steps().stream()
                        .filter(step -> step.action().writes())
                        .map(step -> step.action().word() + " " + step.id().local()))
                .as(new PlanText(plan, false).text())
                .containsExactly("create role/api-execution");
    }

    @Test
    void aLostLogGroupIsMadeAgainAndReplacesNoTasks() {
        Operated operated = new Operated(
                new DesiredFolder(Path.of("src/test/resources/scenario"), Kinds.installed()),
                "small",
                SandboxScript.plain());
        operated.settle(300);
        operated.client(CloudWatchLogsClient.class).deleteLogGroup(r -> r.logGroupName("/ecs/small/api"));
        Plan plan = operated.plan();
        assertThat(plan.steps().stream()
                        .filter(step -> step.action().writes())
                        .map(step -> step.action().word() + " " + step.id().local()))
                .as(new PlanText(plan, false).text())
                .containsExactly("create log-group/api");
    }

    private static void moveImage(Operated on) {
        EcsClient ecs = on.client(EcsClient.class);
        TaskDefinition now = ecs.describeTaskDefinition(
                        r -> r.taskDefinition(service(on, "api").taskDefinition()))
                .taskDefinition();
        ContainerDefinition moved = now.containerDefinitions().get(0).toBuilder()
                .image("other/image:9")
                .build();
        TaskDefinition other = ecs.registerTaskDefinition(r -> r.family(now.family())
                        .cpu(now.cpu())
                        .memory(now.memory())
                        .networkMode(now.networkMode())
                        .requiresCompatibilities(Compatibility.FARGATE)
                        .executionRoleArn(now.executionRoleArn())
                        .taskRoleArn(now.taskRoleArn())
                        .containerDefinitions(moved))
                .taskDefinition();
        ecs.updateService(r -> r.cluster("c").service("api").taskDefinition(other.taskDefinitionArn()));
    }

    private static void leadNowhere(Operated on) {
        Rule rule = rule(on);
        List<TargetGroupTuple> turned = rule.actions().get(0).forwardConfig().targetGroups().stream()
                .map(group ->
                        group.toBuilder().weight(group.weight() > 0 ? 0 : 100).build())
                .toList();
        on.client(ElasticLoadBalancingV2Client.class).modifyRule(r -> r.ruleArn(rule.ruleArn())
                .actions(Action.builder()
                        .type(ActionTypeEnum.FORWARD)
                        .forwardConfig(f -> f.targetGroups(turned))
                        .build()));
    }

    private static void revoke(Operated on) {
        Ec2Client ec2 = on.client(Ec2Client.class);
        String id = ec2.describeSecurityGroupRules(
                        r -> r.filters(filter("tag:kinexus:resource", "security-group-rule/lb-to-api-8000")))
                .securityGroupRules()
                .get(0)
                .securityGroupRuleId();
        ec2.revokeSecurityGroupIngress(
                r -> r.groupId(group(on, "small-api-service")).securityGroupRuleIds(id));
    }

    private static void idle(Operated on) {
        ElasticLoadBalancingV2Client elb = on.client(ElasticLoadBalancingV2Client.class);
        String arn = elb.describeLoadBalancers().loadBalancers().get(0).loadBalancerArn();
        elb.modifyLoadBalancerAttributes(r -> r.loadBalancerArn(arn)
                .attributes(LoadBalancerAttribute.builder()
                        .key("idle_timeout.timeout_seconds")
                        .value("4000")
                        .build()));
    }

    private static void deafen(Operated on) {
        MetricAlarm alarm = alarm(on);
        on.client(CloudWatchClient.class).putMetricAlarm(r -> r.alarmName(alarm.alarmName())
                .namespace(alarm.namespace())
                .metricName(alarm.metricName())
                .dimensions(alarm.dimensions())
                .statistic(alarm.statistic())
                .period(alarm.period())
                .evaluationPeriods(alarm.evaluationPeriods())
                .comparisonOperator(alarm.comparisonOperator())
                .alarmActions(alarm.alarmActions())
                .threshold(99.0));
    }

    private static MetricAlarm alarm(Operated on) {
        return on.client(CloudWatchClient.class).describeAlarms().metricAlarms().stream()
                .filter(alarm -> alarm.alarmName().contains("cpu-high"))
                .findFirst()
                .orElseThrow();
    }

    private static Service service(Operated on, String name) {
        return on.client(EcsClient.class)
                .describeServices(r -> r.cluster("c").services(name))
                .services()
                .get(0);
    }

    private static Rule rule(Operated on) {
        ElasticLoadBalancingV2Client elb = on.client(ElasticLoadBalancingV2Client.class);
        String balancer = elb.describeLoadBalancers().loadBalancers().get(0).loadBalancerArn();
        return elb.describeListeners(r -> r.loadBalancerArn(balancer)).listeners().stream()
                .flatMap(listener -> elb.describeRules(r -> r.listenerArn(listener.listenerArn())).rules().stream())
                .filter(rule -> !rule.isDefault())
                .findFirst()
                .orElseThrow();
    }

    private static String blue(Operated on) {
        return on.client(ElasticLoadBalancingV2Client.class).describeTargetGroups().targetGroups().stream()
                .filter(group -> group.targetGroupName().endsWith("blue"))
                .map(TargetGroup::targetGroupArn)
                .findFirst()
                .orElseThrow();
    }

    private static String group(Operated on, String name) {
        return on.client(Ec2Client.class)
                .describeSecurityGroups(r -> r.filters(filter("group-name", name)))
                .securityGroups()
                .get(0)
                .groupId();
    }

    private static String vpc(Operated on) {
        return on.client(Ec2Client.class)
                .describeVpcs(r -> r.filters(filter("tag:kinexus:environment", "small")))
                .vpcs()
                .get(0)
                .vpcId();
    }

    private static String routeTable(Operated on, String resource) {
        return on.client(Ec2Client.class)
                .describeRouteTables(r -> r.filters(filter("tag:kinexus:resource", resource)))
                .routeTables()
                .get(0)
                .routeTableId();
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(List.of(value)).build();
    }
}
