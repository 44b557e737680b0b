package io.kinexus.operator.kind.taskdefinition;

import io.kinexus.operator.aws.SecretVersion;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec.Container;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec.Probe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RuntimePlatform;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Our spec in AWS's terms, in a fixed order, so that the same spec makes the same bytes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html">RegisterTaskDefinition</a>
 */
final class RevisionRequestAws {
    private RevisionRequestAws() {}

    static RegisterTaskDefinitionRequest of(TaskDefinitionSpec spec, Map<String, String> tags) {
        return RegisterTaskDefinitionRequest.builder()
                .family(spec.family())
                .networkMode(NetworkMode.AWSVPC)
                .requiresCompatibilities(Compatibility.FARGATE)
                .cpu(String.valueOf(spec.cpu()))
                .memory(String.valueOf(spec.memory()))
                .executionRoleArn(spec.executionRole())
                .taskRoleArn(spec.taskRole().orElse(null))
                .runtimePlatform(RuntimePlatform.builder()
                        .cpuArchitecture(spec.architecture())
                        .operatingSystemFamily("LINUX")
                        .build())
                .containerDefinitions(spec.containers().stream()
                        .map(container -> container(container, alone(spec)))
                        .toList())
                .tags(new TreeMap<>(tags)
                        .entrySet().stream()
                                .map(tag -> Tag.builder()
                                        .key(tag.getKey())
                                        .value(tag.getValue())
                                        .build())
                                .toList())
                .build();
    }

    private static Optional<Integer> alone(TaskDefinitionSpec spec) {
        return spec.containers().size() == 1 ? Optional.of(spec.memory()) : Optional.empty();
    }

    /** What AWS would say of a revision that was registered from this spec. */
    static TaskDefinition revision(TaskDefinitionSpec spec, String arn) {
        RegisterTaskDefinitionRequest request = of(spec, Map.of());
        return TaskDefinition.builder()
                .taskDefinitionArn(arn)
                .family(request.family())
                .revision(NewestRevisions.revision(arn))
                .cpu(request.cpu())
                .memory(request.memory())
                .networkMode(request.networkMode())
                .requiresCompatibilities(request.requiresCompatibilities())
                .runtimePlatform(request.runtimePlatform())
                .executionRoleArn(request.executionRoleArn())
                .taskRoleArn(request.taskRoleArn())
                .containerDefinitions(request.containerDefinitions())
                .build();
    }

    /**
     * @param memory of the task, all of which the only container may use: Fargate's own rule where nothing is said, and wanted by
     *     servers that stand in for ECS
     */
    private static ContainerDefinition container(Container container, Optional<Integer> memory) {
        return ContainerDefinition.builder()
                .memory(memory.orElse(null))
                .name(container.name())
                .image(container.image())
                .essential(container.essential())
                .command(container.command())
                .portMappings(ports(container))
                .environment(new TreeMap<>(container.environment())
                        .entrySet().stream()
                                .map(pair -> KeyValuePair.builder()
                                        .name(pair.getKey())
                                        .value(pair.getValue())
                                        .build())
                                .toList())
                .secrets(new TreeMap<>(container.secrets())
                        .entrySet().stream()
                                .map(pair -> Secret.builder()
                                        .name(pair.getKey())
                                        .valueFrom(pair.getValue())
                                        .build())
                                .toList())
                .dockerLabels(labels(container).orElse(null))
                .logConfiguration(container
                        .logs()
                        .map(logs -> LogConfiguration.builder()
                                .logDriver(logs.driver())
                                .options(new TreeMap<>(logs.options()))
                                .build())
                        .orElse(null))
                .healthCheck(
                        container.healthCheck().map(RevisionRequestAws::probe).orElse(null))
                .build();
    }

    private static List<PortMapping> ports(Container container) {
        return new TreeSet<>(container.ports())
                .stream()
                        .map(port -> PortMapping.builder()
                                .containerPort(port)
                                .hostPort(port)
                                .protocol("tcp")
                                .build())
                        .toList();
    }

    private static Optional<Map<String, String>> labels(Container container) {
        return Optional.of(container.secretVersions())
                .filter(versions -> !versions.isEmpty())
                .map(versions -> Map.of(SecretVersion.LABEL, SecretVersion.label(versions)));
    }

    private static HealthCheck probe(Probe probe) {
        return HealthCheck.builder()
                .command(probe.command())
                .interval(probe.interval())
                .timeout(probe.timeout())
                .retries(probe.retries())
                .startPeriod(probe.startPeriod().orElse(null))
                .build();
    }
}
