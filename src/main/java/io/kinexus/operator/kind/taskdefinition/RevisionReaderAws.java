package io.kinexus.operator.kind.taskdefinition;

import io.kinexus.operator.aws.SecretVersion;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec.Container;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec.Logs;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec.Probe;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.HealthCheck;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.LogConfiguration;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.RuntimePlatform;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** AWS's task definition in our terms: defaults filled in, order forgotten where it means nothing, nothing dropped. */
final class RevisionReaderAws {
    private static final int VCPU = 1024;
    private static final int GIB = 1024;
    private static final int INTERVAL = 30;
    private static final int TIMEOUT = 5;
    private static final int RETRIES = 3;
    /** Members of a container that the table compares one by one. */
    private static final Set<String> COMPARED = Set.of(
            "name",
            "image",
            "essential",
            "command",
            "portMappings",
            "environment",
            "secrets",
            "dockerLabels",
            "logConfiguration",
            "healthCheck");

    private RevisionReaderAws() {}

    static TaskDefinitionLive read(TaskDefinition definition) {
        Optional<RuntimePlatform> platform = Optional.ofNullable(definition.runtimePlatform());
        Map<String, String> extras = members(definition);
        extras.keySet().retainAll(TaskDefinitionSpec.NEVER_SET);
        return new TaskDefinitionLive(
                definition.taskDefinitionArn(),
                definition.family(),
                definition.revision(),
                scaled(definition.cpu(), "vcpu", VCPU),
                scaled(definition.memory(), "gb", GIB),
                text(definition.networkModeAsString(), "bridge"),
                Set.copyOf(definition.requiresCompatibilitiesAsStrings()),
                platform.map(RuntimePlatform::cpuArchitectureAsString).orElse("X86_64"),
                platform.map(RuntimePlatform::operatingSystemFamilyAsString).orElse("LINUX"),
                Optional.ofNullable(definition.executionRoleArn()),
                Optional.ofNullable(definition.taskRoleArn()),
                definition.containerDefinitions().stream()
                        .map(RevisionReaderAws::container)
                        .toList(),
                extras,
                definition.containerDefinitions().stream()
                        .filter(container -> TaskDefinitionSpec.APP.equals(container.name()))
                        .findFirst()
                        .map(container -> extras(container, definition))
                        .orElse(Map.of()));
    }

    private static String text(@Nullable String value, String usual) {
        return value == null ? usual : value;
    }

    /** {@code 0.25 vCPU} is {@code 256}; nothing is 0. */
    static int scaled(@Nullable String text, String unit, int size) {
        if (text == null) {
            return 0;
        }
        String plain = text.toLowerCase(Locale.ROOT).replace(" ", "");
        return plain.endsWith(unit)
                ? new BigDecimal(plain.substring(0, plain.length() - unit.length()))
                        .multiply(BigDecimal.valueOf(size))
                        .intValue()
                : Integer.parseInt(plain);
    }

    private static Container container(ContainerDefinition container) {
        return new Container(
                container.name(),
                container.image(),
                container.essential() == null || container.essential(),
                container.command(),
                container.portMappings().stream()
                        .map(PortMapping::containerPort)
                        .collect(Collectors.toSet()),
                pairs(container.environment()),
                container.secrets().stream().collect(Collectors.toMap(Secret::name, Secret::valueFrom, (a, b) -> b)),
                SecretVersion.versions(container.dockerLabels().getOrDefault(SecretVersion.LABEL, "")),
                Optional.ofNullable(container.logConfiguration()).map(RevisionReaderAws::logs),
                Optional.ofNullable(container.healthCheck()).map(RevisionReaderAws::probe));
    }

    private static Map<String, String> pairs(List<KeyValuePair> environment) {
        Map<String, String> pairs = new LinkedHashMap<>();
        environment.forEach(pair -> pairs.put(pair.name(), pair.value() == null ? "" : pair.value()));
        return pairs;
    }

    private static Logs logs(LogConfiguration logs) {
        return new Logs(logs.logDriverAsString(), logs.options());
    }

    private static Probe probe(HealthCheck check) {
        return new Probe(
                check.command(),
                check.interval() == null ? INTERVAL : check.interval(),
                check.timeout() == null ? TIMEOUT : check.timeout(),
                check.retries() == null ? RETRIES : check.retries(),
                Optional.ofNullable(check.startPeriod()));
    }

    /** Whatever else the container has: what somebody added must not be overlooked. */
    private static Map<String, String> extras(ContainerDefinition container, TaskDefinition definition) {
        Map<String, String> extras = members(container);
        extras.keySet().removeAll(COMPARED);
        extras.remove("memory", String.valueOf(scaled(definition.memory(), "gb", GIB)));
        Map<String, String> labels = new TreeMap<>(container.dockerLabels());
        labels.remove(SecretVersion.LABEL);
        if (!labels.isEmpty()) {
            extras.put("dockerLabels", labels.toString());
        }
        container.portMappings().forEach(mapping -> plain(mapping)
                .ifPresent(more -> extras.put("portMappings[" + mapping.containerPort() + "]", more)));
        Optional.ofNullable(container.logConfiguration())
                .filter(logs -> !logs.secretOptions().isEmpty())
                .ifPresent(logs -> extras.put(
                        "logConfiguration.secretOptions", logs.secretOptions().toString()));
        return extras;
    }

    /** What a port mapping says beyond its container port over TCP. */
    private static Optional<String> plain(PortMapping mapping) {
        Map<String, String> more = members(mapping);
        more.remove("containerPort");
        more.remove("protocol", "tcp");
        more.remove("hostPort", String.valueOf(mapping.containerPort()));
        more.remove("hostPort", "0");
        return more.isEmpty() ? Optional.empty() : Optional.of(more.toString());
    }

    /** Members that hold something: empty lists, zero CPU and false are AWS's way to say nothing. */
    private static Map<String, String> members(SdkPojo pojo) {
        Map<String, String> members = new LinkedHashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (!blank(value)) {
                members.put(field.memberName(), String.valueOf(value));
            }
        }
        return members;
    }

    private static boolean blank(@Nullable Object value) {
        return value == null
                || value instanceof SdkAutoConstructList
                || value instanceof SdkAutoConstructMap
                || (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || value.equals(0)
                || value.equals(false);
    }
}
