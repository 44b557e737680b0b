package io.kinexus.operator.kind.ecsservice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.diff.Diff;
import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.FieldChange;
import io.kinexus.operator.core.health.Verdict;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Network;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Share;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.ServiceRegistry;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** What AWS may say otherwise without a difference, what is one, and what an update then sends. */
class EcsServiceDifferenceTest {
    private static final String ARN = "arn:aws:ecs:us-east-1:123456789012:";
    private static final EcsServiceSpec SPEC = new EcsServiceSpec(
            "api",
            "main",
            ARN + "task-definition/api:16",
            2,
            false,
            List.of(new Share("FARGATE", 1, 1), new Share("FARGATE_SPOT", 3, 0)),
            new Network(Set.of("subnet-a", "subnet-b"), Set.of("sg-a", "sg-b"), false),
            List.of(new Target("tg", "app", 8000)),
            EcsServiceSpec.Deployment.rolling(100, 200, true),
            Optional.of(0),
            false);

    record Case(String reason, UnaryOperator<Service.Builder> live, String path) {
        static Case same(String reason, UnaryOperator<Service.Builder> live) {
            return new Case(reason, live, "");
        }

        static Case other(String path, UnaryOperator<Service.Builder> live) {
            return new Case("another " + path, live, path);
        }

        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Case> noDifference() {
        return Stream.of(
                Case.same("as created", live -> live),
                Case.same("a task definition by name", live -> live.taskDefinition("api:16")),
                Case.same(
                        "subnets and groups in another order",
                        live -> live.networkConfiguration(n -> n.awsvpcConfiguration(
                                v -> v.subnets("subnet-b", "subnet-a").securityGroups("sg-b", "sg-a")))),
                Case.same("no grace is none", live -> live.healthCheckGracePeriodSeconds(null)),
                Case.same(
                        "rebalancing that AWS does not speak of",
                        live -> live.availabilityZoneRebalancing((String) null)),
                Case.same(
                        "no controller is ECS's own",
                        live -> live.deploymentController(
                                (software.amazon.awssdk.services.ecs.model.DeploymentController) null)),
                Case.same(
                        "no strategy is rolling",
                        live -> live.deploymentConfiguration(d -> d.maximumPercent(200)
                                .minimumHealthyPercent(100)
                                .deploymentCircuitBreaker(b -> b.enable(true).rollback(true)))),
                Case.same(
                        "a bake time that AWS fills in",
                        live -> live.deploymentConfiguration(d -> rolling(d).bakeTimeInMinutes(180))),
                Case.same(
                        "alarms that are off",
                        live -> live.deploymentConfiguration(d -> d.maximumPercent(200)
                                .minimumHealthyPercent(100)
                                .alarms(a -> a.enable(false).alarmNames("x"))
                                .deploymentCircuitBreaker(b -> b.enable(true).rollback(true)))));
    }

    static Stream<Case> differences() {
        return Stream.of(
                Case.other("taskDefinition", live -> live.taskDefinition(ARN + "task-definition/api:17")),
                Case.other("desiredCount", live -> live.desiredCount(5)),
                Case.other("capacityProviderStrategy", live -> live.capacityProviderStrategy(List.of())),
                Case.other("platformVersion", live -> live.platformVersion("1.3.0")),
                Case.other(
                        "networkConfiguration.subnets",
                        live -> live.networkConfiguration(n ->
                                n.awsvpcConfiguration(v -> v.subnets("subnet-a").securityGroups("sg-a", "sg-b")))),
                Case.other(
                        "networkConfiguration.assignPublicIp",
                        live -> live.networkConfiguration(
                                n -> n.awsvpcConfiguration(v -> v.subnets("subnet-a", "subnet-b")
                                        .securityGroups("sg-a", "sg-b")
                                        .assignPublicIp("ENABLED")))),
                Case.other("loadBalancers", live -> live.loadBalancers(List.of())),
                Case.other(
                        "serviceRegistries",
                        live -> live.serviceRegistries(
                                ServiceRegistry.builder().registryArn("r").build())),
                Case.other(
                        "deploymentConfiguration.maximumPercent",
                        live -> live.deploymentConfiguration(d -> d.maximumPercent(150)
                                .minimumHealthyPercent(100)
                                .deploymentCircuitBreaker(b -> b.enable(true).rollback(true)))),
                Case.other(
                        "deploymentConfiguration.strategy",
                        live -> live.deploymentConfiguration(d -> rolling(d).strategy("CANARY"))),
                Case.other(
                        "deploymentConfiguration.lifecycleHooks",
                        live -> live.deploymentConfiguration(d -> rolling(d)
                                .lifecycleHooks(DeploymentLifecycleHook.builder()
                                        .hookTargetArn("arn")
                                        .build()))),
                Case.other("healthCheckGracePeriodSeconds", live -> live.healthCheckGracePeriodSeconds(9)),
                Case.other("availabilityZoneRebalancing", live -> live.availabilityZoneRebalancing("DISABLED")),
                Case.other("propagateTags", live -> live.propagateTags("SERVICE")),
                Case.other("enableECSManagedTags", live -> live.enableECSManagedTags(false)),
                Case.other("enableExecuteCommand", live -> live.enableExecuteCommand(true)));
    }

    private static DeploymentConfiguration.Builder rolling(DeploymentConfiguration.Builder configuration) {
        return configuration.maximumPercent(200).minimumHealthyPercent(100).deploymentCircuitBreaker(b -> b.enable(true)
                .rollback(true));
    }

    private static Service.Builder live() {
        var request = EcsServiceRequestAws.create(SPEC, Map.of(), "token");
        return Service.builder()
                .serviceName("api")
                .serviceArn(ARN + "service/main/api")
                .clusterArn(ARN + "cluster/main")
                .status("ACTIVE")
                .taskDefinition(request.taskDefinition())
                .desiredCount(request.desiredCount())
                .capacityProviderStrategy(request.capacityProviderStrategy())
                .platformVersion(request.platformVersion())
                .networkConfiguration(request.networkConfiguration())
                .loadBalancers(request.loadBalancers())
                .deploymentConfiguration(request.deploymentConfiguration())
                .healthCheckGracePeriodSeconds(request.healthCheckGracePeriodSeconds())
                .schedulingStrategy(request.schedulingStrategy())
                .deploymentController(c -> c.type("ECS"))
                .propagateTags(request.propagateTags())
                .enableECSManagedTags(request.enableECSManagedTags())
                .enableExecuteCommand(request.enableExecuteCommand())
                .availabilityZoneRebalancing(request.availabilityZoneRebalancing());
    }

    private static Diff diff(Case it) {
        return EcsServices.FIELDS.compare(
                SPEC, EcsServiceReaderAws.read(it.live().apply(live()).build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noDifference")
    void whatAwsSaysOtherwiseIsNoDifference(Case it) {
        assertThat(diff(it)).isInstanceOf(Diff.InSync.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differences")
    void aDifferenceIsNamedAndItsUpdateSendsThatMemberAloneAndHowToReplaceTasks(Case it) {
        assertThat(diff(it)).isInstanceOfSatisfying(Diff.Drifted.class, drift -> {
            assertThat(drift.changes()).extracting(FieldChange::path).containsExactly(it.path());
            UpdateServiceRequest update = EcsServiceRequestAws.update(SPEC, "main", drift.changes());
            assertThat(update.sdkFields().stream()
                            .filter(field -> stated(field.getValueOrDefault(update)))
                            .map(SdkField::memberName)
                            .filter(name -> !Set.of("cluster", "service", "forceNewDeployment")
                                    .contains(name)))
                    .containsExactlyInAnyOrderElementsOf(sent(drift.changes().get(0)));
        });
    }

    private static Set<String> sent(FieldChange change) {
        String member = change.path().split("\\.", 2)[0];
        return change.effect() == Effect.ROLLOUT ? Set.of(member, "deploymentConfiguration") : Set.of(member);
    }

    private static boolean stated(@Nullable Object value) {
        return value != null && !(value instanceof SdkAutoConstructList);
    }

    @Test
    void whatEcsSaysOfItsTasksIsItsHealth() {
        assertThat(health(live().runningCount(2).deployments(deployment("COMPLETED", 0))))
                .isEqualTo(Verdict.Level.HEALTHY);
        assertThat(health(live().runningCount(2).deployments(deployment("FAILED", 3))))
                .isEqualTo(Verdict.Level.UNHEALTHY);
        assertThat(health(live().runningCount(0)
                        .deployments(deployment("IN_PROGRESS", 0))
                        .events(ServiceEvent.builder()
                                .message("(service api) has started 2 tasks.")
                                .build())))
                .isEqualTo(Verdict.Level.HEALTHY);
        assertThat(health(live().runningCount(0).deployments(deployment("IN_PROGRESS", 0))))
                .as("nobody says that anything is starting")
                .isEqualTo(Verdict.Level.UNKNOWN);
        assertThat(health(live().runningCount(0)
                        .deployments(deployment("IN_PROGRESS", 0))
                        .events(ServiceEvent.builder()
                                .message("(service api) was unable to place a task.")
                                .build())))
                .isEqualTo(Verdict.Level.UNHEALTHY);
    }

    private static Verdict.Level health(Service.Builder live) {
        return EcsServiceHealth.of(EcsServiceReaderAws.read(live.build())).level();
    }

    private static Deployment deployment(String state, int failed) {
        return Deployment.builder()
                .status("PRIMARY")
                .rolloutState(state)
                .rolloutStateReason("reason")
                .failedTasks(failed)
                .build();
    }
}
