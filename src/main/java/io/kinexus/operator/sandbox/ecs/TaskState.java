package io.kinexus.operator.sandbox.ecs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;
import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** One task as it stands now. */
final class TaskState {
    /** A target group that the task's address is registered with while it runs. */
    record Target(String groupArn, String container, int port) {}

    /** What stays the same for its whole life. */
    record Birth(
            String arn,
            String id,
            String cluster,
            String clusterArn,
            TaskDefinition definition,
            ImageBehaviour behaviour,
            String startedBy,
            String group,
            Optional<String> launchType,
            Optional<String> capacityProvider,
            World.Place place,
            List<Target> targets,
            Optional<TaskOverride> overrides,
            Instant createdAt) {
        String ip() {
            return place.ip();
        }
    }

    /** How the essential container ended. */
    record Exit(Optional<Integer> code, Optional<String> reason) {}

    final Birth birth;
    /** Empty for a task that RunTask started. */
    final Optional<ServiceState> service;

    final Optional<DeploymentState> deployment;

    String lastStatus = "PROVISIONING";
    boolean stopping;
    Optional<Instant> connectedAt = Optional.empty();
    Optional<Instant> pullStartedAt = Optional.empty();
    Optional<Instant> pullStoppedAt = Optional.empty();
    Optional<Instant> startedAt = Optional.empty();
    Optional<Instant> stoppingAt = Optional.empty();
    Optional<Instant> executionStoppedAt = Optional.empty();
    Optional<Instant> stoppedAt = Optional.empty();
    Optional<TaskStopCode> stopCode = Optional.empty();
    Optional<String> stoppedReason = Optional.empty();
    Optional<Exit> exit = Optional.empty();
    final ContainerChecks checks = new ContainerChecks();
    /** The first moment at which it was seen healthy. */
    boolean turnedHealthy;

    /** Its end has been weighed by the scheduler. */
    boolean counted;

    long version = 1;

    TaskState(Birth birth, Optional<ServiceState> service, Optional<DeploymentState> deployment) {
        this.birth = birth;
        this.service = service;
        this.deployment = deployment;
    }

    void move(String status) {
        lastStatus = status;
        version++;
    }

    boolean stopped() {
        return lastStatus.equals("STOPPED");
    }

    /** Counted by its service: neither stopped nor on the way there. */
    boolean live() {
        return !stopping;
    }

    boolean running() {
        return live() && lastStatus.equals("RUNNING");
    }

    boolean pending() {
        return live() && !lastStatus.equals("RUNNING");
    }
}
