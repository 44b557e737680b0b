package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.support.OneFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** What somebody adds by hand inside what is ours is shown, refused with its reason, and never removed. */
class StrangersTest {
    private static final String[] DOCUMENTS = {"""
        kind: Network
        metadata: {name: main}
        spec: {cidr: 10.0.0.0/20, availabilityZones: 2, tiers: [public, private], natGateways: none}
        """, """
            kind: LoadBalancer
            metadata: {name: front}
            spec: {network: main, scheme: internet-facing, listeners: [{port: 80}]}
            """, """
                kind: Bucket
                metadata: {name: front}
                spec: {encrypted: true}
                """, """
                    kind: Cluster
                    metadata: {name: main}
                    spec: {}
                    """, """
                    kind: Service
                    metadata: {name: api}
                    spec:
                      cluster: main
                      network: main
                      image: repo/api:1
                      cpu: 256
                      memory: 512
                      port: 8000
                      ingress: {loadBalancer: front, listener: 80, path: "/*"}
                      scaling: {min: 1, max: 3, cpu: 70}
                    """};

    @TempDir
    Path folder;

    @Test
    void areShownAndLeftAlone() {
        OneFile file = new OneFile(folder, DOCUMENTS);
        assertThat(file.operated.settle(150).snapshot().sync()).isEqualTo("InSync");
        handMade(file);
        List<String> before = file.operated.writes();

        Turned turned = file.operated.turn("wake");
        assertThat(OneFile.lines(turned))
                .containsExactlyInAnyOrder(
                        "listener-rule/front-80/priority-1 delete refused",
                        "scaling-policy/api/by-hand delete refused",
                        "scheduled-action/api/at-night delete refused");
        assertThat(turned.run().lines())
                .allSatisfy(line -> assertThat(line.message()).contains("somebody added it by hand"));
        assertThat(turned.snapshot().sync()).isEqualTo("OutOfSync");
        Plan plan = file.operated.plan();
        assertThat(new PlanText(plan, false).text())
                .contains("listener-rule/front-80/priority-1", "not declared, and not ours");
        assertThat(plan.steps().stream()
                        .filter(step -> step.id().name().equals("front-80/priority-1"))
                        .flatMap(step -> step.from().stream())
                        .map(DeclarationId::toString))
                .containsExactly("load-balancer/front");
        assertThat(file.operated.writes()).isEqualTo(before);
    }

    @Test
    void holdBackTheRemovalOfWhatTheyStandOnAndOfNothingElse() {
        OneFile file = new OneFile(folder, DOCUMENTS);
        assertThat(file.operated.settle(150).snapshot().sync()).isEqualTo("InSync");
        handMade(file);
        Turned turned = file.commit("", DOCUMENTS[0], DOCUMENTS[2]);
        assertThat(OneFile.lines(turned))
                .contains(
                        "listener/front-80 delete held",
                        "load-balancer/front delete held",
                        "ecs-service/api delete done");
    }

    /** Routes are the table's own fields, as rules are a security group's: an extra one is shown as drift, and goes. */
    @Test
    void anExtraRouteIsShownAsItIsAndTakenOut() {
        OneFile file = new OneFile(folder, DOCUMENTS[0]);
        assertThat(file.operated.settle(60).snapshot().sync()).isEqualTo("InSync");
        Ec2Client ec2 = file.operated.client(Ec2Client.class);
        RouteTable table = ec2.describeRouteTables(r -> r.filters(Filter.builder()
                        .name("tag:kinexus:resource")
                        .values("route-table/main-public")
                        .build()))
                .routeTables()
                .get(0);
        String gateway = table.routes().stream()
                .map(Route::gatewayId)
                .filter(id -> id != null && id.startsWith("igw-"))
                .findFirst()
                .orElseThrow();
        ec2.createRoute(r -> r.routeTableId(table.routeTableId())
                .destinationCidrBlock("192.168.0.0/16")
                .gatewayId(gateway));

        assertThat(new PlanText(file.operated.plan(), false).text())
                .contains("~ route-table/main-public")
                .contains("routes: 0.0.0.0/0 to " + gateway + ", 192.168.0.0/16 to " + gateway + " -> 0.0.0.0/0 to "
                        + gateway);
        assertThat(OneFile.lines(file.operated.turn("wake"))).containsExactly("route-table/main-public update done");
        assertThat(file.operated.plan().empty()).isTrue();
    }

    private static void handMade(OneFile file) {
        ElasticLoadBalancingV2Client elb = file.operated.client(ElasticLoadBalancingV2Client.class);
        String balancer = elb.describeLoadBalancers().loadBalancers().get(0).loadBalancerArn();
        String listener = elb.describeListeners(r -> r.loadBalancerArn(balancer))
                .listeners()
                .get(0)
                .listenerArn();
        elb.createRule(r -> r.listenerArn(listener)
                .priority(1)
                .conditions(RuleCondition.builder()
                        .field("path-pattern")
                        .pathPatternConfig(p -> p.values("/mine"))
                        .build())
                .actions(Action.builder()
                        .type(ActionTypeEnum.FIXED_RESPONSE)
                        .fixedResponseConfig(f -> f.statusCode("503"))
                        .build()));
        ApplicationAutoScalingClient scaling = file.operated.client(ApplicationAutoScalingClient.class);
        scaling.putScalingPolicy(r -> r.policyName("by-hand")
                .serviceNamespace(ServiceNamespace.ECS)
                .resourceId("service/main/api")
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .policyType(PolicyType.TARGET_TRACKING_SCALING)
                .targetTrackingScalingPolicyConfiguration(c -> c.targetValue(20.0)
                        .predefinedMetricSpecification(
                                m -> m.predefinedMetricType(MetricType.ECS_SERVICE_AVERAGE_MEMORY_UTILIZATION))));
        scaling.putScheduledAction(r -> r.scheduledActionName("at-night")
                .serviceNamespace(ServiceNamespace.ECS)
                .resourceId("service/main/api")
                .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                .schedule("cron(0 3 * * ? *)")
                .scalableTargetAction(a -> a.minCapacity(2)));
    }
}
