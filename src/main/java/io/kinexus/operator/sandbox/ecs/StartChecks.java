package io.kinexus.operator.sandbox.ecs;

import java.util.Collection;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.CPUArchitecture;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.RuntimePlatform;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/**
 * Why a task cannot start: role, secret, image, processor.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html">Stopped task
 *     errors</a>
 */
final class StartChecks {
    private static final String SECRETS = "ResourceInitializationError: unable to pull secrets or registry auth: ";

    private final World world;

    StartChecks(World world) {
        this.world = world;
    }

    /** The stoppedReason, when there is one. */
    Optional<String> refusal(TaskState task) {
        TaskDefinition definition = task.birth.definition();
        return role(task, definition).or(() -> secret(task, definition)).or(() -> image(task));
    }

    private Optional<String> role(TaskState task, TaskDefinition definition) {
        String role = definition.executionRoleArn();
        boolean missing =
                task.birth.behaviour() == ImageBehaviour.NOROLE || (role != null && !world.roleAssumable(role));
        return missing
                ? Optional.of(SECRETS + "ECS was unable to assume the role '" + role + "' that was provided for this"
                        + " task. Please verify that the role being passed has the proper trust relationship and"
                        + " permissions.")
                : Optional.empty();
    }

    private Optional<String> secret(TaskState task, TaskDefinition definition) {
        if (task.birth.behaviour() == ImageBehaviour.NOSECRET) {
            return Optional.of(SECRETS + "execution resource retrieval failed: unable to retrieve secret from asm:"
                    + " service call has been retried 1 time(s): AccessDeniedException");
        }
        return definition.containerDefinitions().stream()
                .map(ContainerDefinition::secrets)
                .flatMap(Collection::stream)
                .map(Secret::valueFrom)
                .filter(reference -> !world.secretReadable(reference))
                .findFirst()
                .map(reference -> SECRETS + "execution resource retrieval failed: unable to retrieve secret from asm:"
                        + " service call has been retried 1 time(s): failed to fetch secret " + reference
                        + " from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified"
                        + " secret.");
    }

    private static Optional<String> image(TaskState task) {
        String image = task.birth.definition().containerDefinitions().get(0).image();
        return switch (task.birth.behaviour()) {
            case MISSING ->
                Optional.of("CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to"
                        + " resolve ref " + image + ": " + image + ": not found");
            case ARM ->
                arm64(task)
                        ? Optional.empty()
                        : Optional.of("CannotPullContainerError: pull image manifest has been retried 1 time(s): image"
                                + " Manifest does not contain descriptor matching platform 'linux/amd64'.");
            default -> Optional.empty();
        };
    }

    private static boolean arm64(TaskState task) {
        RuntimePlatform platform = task.birth.definition().runtimePlatform();
        return platform != null && platform.cpuArchitecture() == CPUArchitecture.ARM64;
    }
}
