package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Attachment;
import software.amazon.awssdk.services.ecs.model.Connectivity;
import software.amazon.awssdk.services.ecs.model.Container;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.NetworkInterface;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** Tasks as DescribeTasks shows them. */
final class TaskViews {
    private final Account account;

    TaskViews(Account account) {
        this.account = account;
    }

    Task show(TaskState task, boolean tags) {
        TaskState.Birth birth = task.birth;
        return Task.builder()
                .taskArn(birth.arn())
                .clusterArn(birth.clusterArn())
                .taskDefinitionArn(birth.definition().taskDefinitionArn())
                .lastStatus(task.lastStatus)
                .desiredStatus(task.stopping ? "STOPPED" : "RUNNING")
                .startedBy(birth.startedBy())
                .group(birth.group())
                .launchType(birth.launchType().orElse("FARGATE"))
                .capacityProviderName(birth.capacityProvider().orElse(null))
                .platformVersion("1.4.0")
                .platformFamily("Linux")
                .availabilityZone(birth.place().zone())
                .cpu(birth.definition().cpu())
                .memory(birth.definition().memory())
                .attachments(attachment(task))
                .attributes(List.of())
                .inferenceAccelerators(List.of())
                .containers(birth.definition().containerDefinitions().stream()
                        .map(definition -> container(task, definition))
                        .toList())
                .overrides(birth.overrides().orElse(TaskOverride.builder().build()))
                .connectivity(task.connectedAt.map(at -> Connectivity.CONNECTED).orElse(null))
                .connectivityAt(at(task.connectedAt))
                .healthStatus(task.checks.of(task))
                .createdAt(birth.createdAt())
                .pullStartedAt(at(task.pullStartedAt))
                .pullStoppedAt(at(task.pullStoppedAt))
                .startedAt(at(task.startedAt))
                .stoppingAt(at(task.stoppingAt))
                .executionStoppedAt(at(task.executionStoppedAt))
                .stoppedAt(at(task.stoppedAt))
                .stopCode(task.stopCode.orElse(null))
                .stoppedReason(task.stoppedReason.orElse(null))
                .version(task.version)
                .tags(tags ? EcsTags.of(account, birth.arn()) : List.of())
                .build();
    }

    private static @Nullable Instant at(Optional<Instant> moment) {
        return moment.orElse(null);
    }

    private static Container container(TaskState task, ContainerDefinition definition) {
        TaskState.Birth birth = task.birth;
        Optional<TaskState.Exit> exit = task.exit;
        return Container.builder()
                .containerArn(birth.arn().replace(":task/", ":container/") + "/" + definition.name())
                .taskArn(birth.arn())
                .name(definition.name())
                .image(definition.image())
                .runtimeId(birth.id() + "-1")
                .lastStatus(containerStatus(task))
                .exitCode(exit.flatMap(TaskState.Exit::code).orElse(null))
                .reason(exit.flatMap(TaskState.Exit::reason).orElse(null))
                .networkBindings(List.of())
                .networkInterfaces(NetworkInterface.builder()
                        .attachmentId(birth.place().interfaceId())
                        .privateIpv4Address(birth.ip())
                        .build())
                .healthStatus(task.checks.of(definition))
                .cpu(String.valueOf(definition.cpu()))
                .build();
    }

    private static String containerStatus(TaskState task) {
        if (task.exit.isPresent() || task.stopped()) {
            return "STOPPED";
        }
        return task.startedAt.isPresent() ? "RUNNING" : "PENDING";
    }

    private static Attachment attachment(TaskState task) {
        World.Place place = task.birth.place();
        return Attachment.builder()
                .id(place.interfaceId().replace("eni-", "attach-"))
                .type("ElasticNetworkInterface")
                .status(task.stopped() ? "DELETED" : "ATTACHED")
                .details(
                        pair("subnetId", place.subnet()),
                        pair("networkInterfaceId", place.interfaceId()),
                        pair("macAddress", place.mac()),
                        pair("privateIPv4Address", place.ip()))
                .build();
    }

    private static KeyValuePair pair(String name, String value) {
        return KeyValuePair.builder().name(name).value(value).build();
    }
}
