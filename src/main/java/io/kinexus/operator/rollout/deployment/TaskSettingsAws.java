package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.core.resource.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;

/** Task definitions, each read once. */
final class TaskSettingsAws {
    private record Key(String taskDefinition) {}

    private TaskSettingsAws() {}

    static TaskSettings of(Scope scope, String taskDefinition) {
        return scope.keep(new Key(taskDefinition), TaskSettings.class, () -> read(scope, taskDefinition));
    }

    private static TaskSettings read(Scope scope, String taskDefinition) {
        var containers = scope.client(EcsClient.class)
                .describeTaskDefinition(r -> r.taskDefinition(taskDefinition))
                .taskDefinition()
                .containerDefinitions();
        Map<String, TaskSettings.Log> logs = new LinkedHashMap<>();
        containers.forEach(container -> log(container).ifPresent(log -> logs.put(container.name(), log)));
        return new TaskSettings(
                containers.stream()
                        .filter(container -> !Boolean.FALSE.equals(container.essential()))
                        .map(ContainerDefinition::name)
                        .collect(Collectors.toSet()),
                logs);
    }

    private static Optional<TaskSettings.Log> log(ContainerDefinition container) {
        return Optional.ofNullable(container.logConfiguration())
                .filter(log -> "awslogs".equals(log.logDriverAsString()))
                .map(LogConfiguration::options)
                .filter(options -> options.containsKey("awslogs-group") && options.containsKey("awslogs-stream-prefix"))
                .map(options -> new TaskSettings.Log(
                        options.getOrDefault("awslogs-group", ""), options.getOrDefault("awslogs-stream-prefix", "")));
    }
}
