package io.kinexus.operator.sandbox.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Secret;

/** What AWS refuses, by its code, and what it does instead of refusing. */
class EcsRulesTest {
    private final EcsWorld world = new EcsWorld();

    record Bad(String reason, Consumer<EcsWorld> call, String code, String says) {
        @Override
        public String toString() {
            return reason;
        }
    }

    private static Bad definition(String reason, Consumer<RegisterTaskDefinitionRequest.Builder> change, String says) {
        return new Bad(
                reason,
                world -> {
                    RegisterTaskDefinitionRequest.Builder request = EcsWorld.definition("1");
                    change.accept(request);
                    world.ecs.registerTaskDefinition(request.build());
                },
                "ClientException",
                says);
    }

    private static Bad service(String reason, Consumer<CreateServiceRequest.Builder> change, String code, String says) {
        return new Bad(
                reason,
                world -> {
                    CreateServiceRequest.Builder request = world.request(world.register("1"), 1).toBuilder();
                    change.accept(request);
                    world.ecs.createService(request.build());
                },
                code,
                says);
    }

    private static ContainerDefinition.Builder app() {
        return ContainerDefinition.builder().name("app").image("repo/app:1");
    }

    static Stream<Bad> definitions() {
        return Stream.of(
                definition("no such size", r -> r.memory("9999"), "No Fargate configuration exists"),
                definition("half a size", r -> r.cpu("300"), "No Fargate configuration exists"),
                definition("no memory", r -> r.memory(null), "'cpu' and 'memory'"),
                definition("bridge on Fargate", r -> r.networkMode("bridge"), "awsvpc"),
                definition("no container", r -> r.containerDefinitions(List.of()), "Container list cannot be empty"),
                definition("a family with a space", r -> r.family("bad name!"), "Family contains invalid characters"),
                definition("no role at all", r -> r.executionRoleArn("not an arn"), "Role is not valid"),
                definition(
                        "another port on the host",
                        r -> r.containerDefinitions(app().portMappings(PortMapping.builder()
                                        .containerPort(80)
                                        .hostPort(81)
                                        .build())
                                .build()),
                        "must match"),
                definition(
                        "secrets without a role",
                        r -> r.containerDefinitions(app().secrets(Secret.builder()
                                        .name("A")
                                        .valueFrom("b")
                                        .build())
                                .build()),
                        "executionRoleArn"));
    }

    static Stream<Bad> services() {
        String invalid = "InvalidParameterException";
        return Stream.of(
                service("no such cluster", r -> r.cluster("no"), "ClusterNotFoundException", "Cluster not found"),
                service("no such definition", r -> r.taskDefinition("no"), "ClientException", "not found"),
                service(
                        "no network",
                        r -> r.networkConfiguration(
                                (software.amazon.awssdk.services.ecs.model.NetworkConfiguration) null),
                        invalid,
                        "Network Configuration"),
                service(
                        "no such subnet",
                        r -> r.networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets("subnet-none"))),
                        invalid,
                        "subnet-none"),
                service(
                        "nothing may move",
                        r -> r.deploymentConfiguration(
                                d -> d.minimumHealthyPercent(100).maximumPercent(100)),
                        invalid,
                        "cannot be 100"),
                service("fewer than none", r -> r.desiredCount(-1), invalid, "negative"),
                service("grace without a balancer", r -> r.healthCheckGracePeriodSeconds(5), invalid, "load balancers"),
                service(
                        "a provider of nobody",
                        r -> r.launchType((String) null)
                                .capacityProviderStrategy(List.of(
                                        software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem.builder()
                                                .capacityProvider("FARGATE_SPOT")
                                                .build())),
                        invalid,
                        "not associated"));
    }

    static Stream<Bad> calls() {
        String invalid = "InvalidParameterException";
        return Stream.of(
                new Bad(
                        "eleven at once",
                        world -> world.ecs.describeServices(
                                r -> r.cluster("main").services(Collections.nCopies(11, "a"))),
                        invalid,
                        "at most 10"),
                new Bad(
                        "a service of nobody",
                        world -> world.ecs.updateService(r -> r.cluster("main").service("none")),
                        "ServiceNotFoundException",
                        "Service not found"),
                new Bad(
                        "a service that still runs",
                        world -> {
                            world.create(world.register("1"), 1);
                            world.ecs.deleteService(r -> r.cluster("main").service("web"));
                        },
                        invalid,
                        "scaled above 0"),
                new Bad(
                        "a cluster in use",
                        world -> {
                            world.create(world.register("1"), 1);
                            world.ecs.deleteCluster(r -> r.cluster("main"));
                        },
                        "ClusterContainsServicesException",
                        "Services are active"),
                new Bad(
                        "the same name again",
                        world -> {
                            world.create(world.register("1"), 1);
                            world.create("app", 1);
                        },
                        invalid,
                        "not idempotent"));
    }

    static Stream<Bad> all() {
        return Stream.of(definitions(), services(), calls()).flatMap(bad -> bad);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void badInputIsRefusedAsAwsRefusesIt(Bad it) {
        assertThatThrownBy(() -> it.call().accept(world)).isInstanceOfSatisfying(AwsServiceException.class, failure -> {
            assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(it.code());
            assertThat(failure.awsErrorDetails().errorMessage()).contains(it.says());
        });
    }

    @Test
    void theSameTokenLeavesOneService() {
        CreateServiceRequest request = world.request(world.register("1"), 1).toBuilder()
                .clientToken("t")
                .build();
        String first = world.ecs.createService(request).service().serviceArn();
        assertThat(world.ecs.createService(request).service().serviceArn()).isEqualTo(first);
    }

    @Test
    void aNewServiceIsRebalancedUnlessItSaysOtherwise() {
        world.create(world.register("1"), 1);
        assertThat(world.service().availabilityZoneRebalancingAsString()).isEqualTo("ENABLED");
    }

    @Test
    void aMigrationExitsAsItsImageSays() {
        List.of("1", "1-badmigration")
                .forEach(tag -> world.ecs.runTask(r -> r.cluster("main")
                        .taskDefinition(world.register(tag))
                        .launchType("FARGATE")
                        .networkConfiguration(world.network())
                        .startedBy("test")));
        world.advance(120);
        assertThat(world.stopped())
                .extracting(task -> task.containers().get(0).exitCode())
                .containsExactlyInAnyOrder(0, 1);
    }
}
