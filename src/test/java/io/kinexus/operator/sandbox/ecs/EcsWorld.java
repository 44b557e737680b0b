package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Sandbox;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.sandbox.door.InProcessDoor;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;

/** A cluster called {@code main} and what a test does in it. */
final class EcsWorld {
    private final Sandbox sandbox = new Sandbox(SandboxScript.plain());
    final EcsClient ecs = new InProcessDoor(sandbox).client(EcsClient.class, "123456789012", "us-east-1");

    private final String subnet;

    EcsWorld() {
        Ec2Client ec2 = new InProcessDoor(sandbox).client(Ec2Client.class, "123456789012", "us-east-1");
        String vpc = ec2.createVpc(r -> r.cidrBlock("10.0.0.0/16")).vpc().vpcId();
        subnet = ec2.createSubnet(r -> r.vpcId(vpc).cidrBlock("10.0.0.0/24"))
                .subnet()
                .subnetId();
        ecs.createCluster(r -> r.clusterName("main"));
    }

    /** Family {@code app}, one container, the tag of its image. */
    String register(String tag) {
        return ecs.registerTaskDefinition(definition(tag).build())
                .taskDefinition()
                .taskDefinitionArn();
    }

    static RegisterTaskDefinitionRequest.Builder definition(String tag) {
        return RegisterTaskDefinitionRequest.builder()
                .family("app")
                .networkMode(NetworkMode.AWSVPC)
                .requiresCompatibilities(Compatibility.FARGATE)
                .cpu("256")
                .memory("512")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("app")
                        .image("repo/app:" + tag)
                        .build());
    }

    Service create(String taskDefinition, int desired) {
        return ecs.createService(request(taskDefinition, desired)).service();
    }

    /** Service {@code web}, with the breaker on. */
    CreateServiceRequest request(String taskDefinition, int desired) {
        return CreateServiceRequest.builder()
                .cluster("main")
                .serviceName("web")
                .taskDefinition(taskDefinition)
                .desiredCount(desired)
                .launchType(LaunchType.FARGATE)
                .networkConfiguration(network())
                .deploymentConfiguration(d -> d.minimumHealthyPercent(100)
                        .maximumPercent(200)
                        .deploymentCircuitBreaker(b -> b.enable(true).rollback(true)))
                .build();
    }

    NetworkConfiguration network() {
        return NetworkConfiguration.builder()
                .awsvpcConfiguration(v -> v.subnets(subnet))
                .build();
    }

    Service update(String taskDefinition) {
        return ecs.updateService(r -> r.cluster("main").service("web").taskDefinition(taskDefinition))
                .service();
    }

    Service service() {
        return ecs.describeServices(r -> r.cluster("main").services("web"))
                .services()
                .get(0);
    }

    Deployment primary() {
        return service().deployments().get(0);
    }

    List<Task> stopped() {
        List<String> arns =
                ecs.listTasks(r -> r.cluster("main").desiredStatus("STOPPED")).taskArns();
        return arns.isEmpty()
                ? List.of()
                : ecs.describeTasks(r -> r.cluster("main").tasks(arns)).tasks();
    }

    void advance(int seconds) {
        sandbox.advance(Duration.ofSeconds(seconds));
    }
}
