package io.kinexus.operator.support;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.resource.Scope;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.Tag;

/** Service {@code api} in cluster {@code main}, for what scales and watches services. */
public final class RunningService {
    public static final String RESOURCE = "service/main/api";

    private RunningService() {}

    /** Without a load balancer. */
    public static void make(Scope scope, int desired) {
        EcsClient ecs = scope.client(EcsClient.class);
        DataNetwork network = DataNetwork.make(scope);
        // With a tag, since moto's tagging API breaks over a cluster that has none.
        ecs.createCluster(r -> r.clusterName("main")
                .tags(Tag.builder().key("owner").value("tests").build()));
        ecs.registerTaskDefinition(r -> r.family("api")
                .cpu("256")
                .memory("512")
                .networkMode("awsvpc")
                .requiresCompatibilitiesWithStrings("FARGATE")
                .containerDefinitions(ContainerDefinition.builder()
                        .name("app")
                        .image("repo/api:1")
                        .build()));
        ecs.createService(r -> r.cluster("main")
                .serviceName("api")
                .taskDefinition("api:1")
                .desiredCount(desired)
                .launchType(LaunchType.FARGATE)
                .tags(Tag.builder()
                        .key(Ownership.ENVIRONMENT)
                        .value(scope.environment())
                        .build())
                .networkConfiguration(n -> n.awsvpcConfiguration(
                        v -> v.subnets(network.subnetIds()).securityGroups(network.groupId()))));
    }

    public static int desired(Scope scope) {
        return scope.client(EcsClient.class)
                .describeServices(r -> r.cluster("main").services("api"))
                .services()
                .get(0)
                .desiredCount();
    }
}
