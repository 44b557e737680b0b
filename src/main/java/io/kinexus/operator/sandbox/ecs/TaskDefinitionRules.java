package io.kinexus.operator.sandbox.ecs;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/**
 * What AWS refuses to register, and the defaults that it fills in.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html">RegisterTaskDefinition</a>
 */
final class TaskDefinitionRules {
    private static final int LEAST_MEMORY = 6;
    private static final String NAME = "[a-zA-Z0-9_-]{1,255}";

    private TaskDefinitionRules() {}

    static void check(RegisterTaskDefinitionRequest request) {
        refuse(request.family() == null || request.family().isEmpty(), "Family should not be null or empty.");
        refuse(
                !request.family().matches(NAME),
                "Family contains invalid characters. Valid characters are uppercase and lowercase letters, numbers,"
                        + " underscores, and hyphens.");
        refuse(request.containerDefinitions().isEmpty(), "Container list cannot be empty.");
        checkRole("executionRoleArn", Optional.ofNullable(request.executionRoleArn()));
        checkRole("taskRoleArn", Optional.ofNullable(request.taskRoleArn()));
        checkContainers(request);
        if (fargate(request)) {
            checkFargate(request);
        }
    }

    static boolean fargate(RegisterTaskDefinitionRequest request) {
        return request.requiresCompatibilities().contains(Compatibility.FARGATE);
    }

    private static void checkRole(String member, Optional<String> arn) {
        arn.ifPresent(text -> refuse(
                !text.matches("arn:[a-z-]+:iam::\\d{12}:role/.+") && !text.matches("[\\w+=,.@-]{1,64}"),
                "Role is not valid: " + member + " " + text));
    }

    private static void checkFargate(RegisterTaskDefinitionRequest request) {
        refuse(request.networkMode() != NetworkMode.AWSVPC, "Fargate only supports network mode 'awsvpc'.");
        refuse(
                request.cpu() == null || request.memory() == null,
                "Fargate requires that 'cpu' and 'memory' be defined at the task level.");
        Optional<Integer> cpu = FargateSizes.cpu(request.cpu());
        Optional<Integer> memory = FargateSizes.memory(request.memory());
        refuse(cpu.isEmpty(), "Invalid 'cpu' setting for task.");
        refuse(memory.isEmpty(), "Invalid 'memory' setting for task.");
        refuse(
                !FargateSizes.exists(cpu.orElse(0), memory.orElse(0)),
                "No Fargate configuration exists for given values: " + cpu.orElse(0) + " CPU, " + memory.orElse(0)
                        + " memory. See the Amazon ECS documentation for the valid values.");
        for (ContainerDefinition container : request.containerDefinitions()) {
            boolean logs = container.logConfiguration() != null
                    && "awslogs".equals(container.logConfiguration().logDriverAsString());
            refuse(
                    request.executionRoleArn() == null && logs,
                    "Fargate requires task definition to have execution role ARN to support log driver awslogs.");
            refuse(
                    request.executionRoleArn() == null && !container.secrets().isEmpty(),
                    "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'.");
        }
    }

    private static void checkContainers(RegisterTaskDefinitionRequest request) {
        Set<String> names = new HashSet<>();
        for (ContainerDefinition container : request.containerDefinitions()) {
            refuse(container.name() == null, "Container.name should not be null or empty.");
            refuse(!container.name().matches(NAME), "Invalid container name: " + container.name());
            refuse(!names.add(container.name()), "Container name is not unique: " + container.name());
            refuse(
                    container.image() == null || container.image().isEmpty(),
                    "Container.image should not be null or empty.");
            refuse(
                    container.memory() != null && container.memory() < LEAST_MEMORY,
                    "Invalid setting for container '" + container.name() + "'. Memory must be at least 6 MiB.");
            checkSecrets(container);
            if (request.networkMode() == NetworkMode.AWSVPC) {
                container.portMappings().forEach(TaskDefinitionRules::checkPort);
            }
        }
        refuse(
                request.containerDefinitions().stream().allMatch(c -> Boolean.FALSE.equals(c.essential())),
                "At least one container must be marked as essential.");
    }

    private static void checkSecrets(ContainerDefinition container) {
        Set<String> variables = new HashSet<>();
        container.environment().forEach(pair -> variables.add(pair.name()));
        container
                .secrets()
                .forEach(secret -> refuse(
                        !variables.add(secret.name()),
                        "The secret name must be unique and not shared with any new or existing environment variables"
                                + " set on the container, such as '" + secret.name() + "'."));
    }

    private static void checkPort(PortMapping mapping) {
        refuse(
                mapping.hostPort() != null
                        && mapping.hostPort() != 0
                        && !mapping.hostPort().equals(mapping.containerPort()),
                "When networkMode=awsvpc, the host ports and container ports in port mappings must match.");
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw EcsFaults.client(message);
        }
    }

    /** As DescribeTaskDefinition shows it, whatever was left out. */
    static List<ContainerDefinition> filled(List<ContainerDefinition> containers) {
        return containers.stream()
                .map(container -> container.toBuilder()
                        .cpu(container.cpu() == null ? 0 : container.cpu())
                        .essential(container.essential() == null || container.essential())
                        .portMappings(container.portMappings().stream()
                                .map(TaskDefinitionRules::filled)
                                .toList())
                        .environment(List.copyOf(container.environment()))
                        .mountPoints(List.copyOf(container.mountPoints()))
                        .volumesFrom(List.copyOf(container.volumesFrom()))
                        .systemControls(List.copyOf(container.systemControls()))
                        .build())
                .toList();
    }

    private static PortMapping filled(PortMapping mapping) {
        return mapping.toBuilder()
                .hostPort(mapping.hostPort() == null ? mapping.containerPort() : mapping.hostPort())
                .protocol(mapping.protocol() == null ? "tcp" : mapping.protocolAsString())
                .build();
    }
}
