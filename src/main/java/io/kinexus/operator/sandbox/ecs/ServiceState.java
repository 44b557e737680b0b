package io.kinexus.operator.sandbox.ecs;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** One service as it stands now. */
final class ServiceState {
    private static final int EVENTS = 100;
    private static final int PERCENT = 100;
    private static final int DOUBLE = 200;

    final String name;
    final String cluster;
    final String arn;
    final Optional<String> clientToken;
    /** Newest first; the first is PRIMARY, and older ones stay until it has completed. */
    final List<DeploymentState> deployments = new ArrayList<>();
    /** Every task of it that can still be described. */
    final List<TaskState> tasks = new ArrayList<>();
    /** Newest first. */
    final Deque<ServiceEvent> events = new ArrayDeque<>();
    /** Oldest first. */
    final List<ServiceDeployment> history = new ArrayList<>();

    final List<ServiceRevision> revisions = new ArrayList<>();
    /** What DescribeServices shows besides counts, deployments and events. */
    Service settings;

    /** While a deployment shifts traffic from one target group to the other. */
    Optional<Shift> shift = Optional.empty();

    int desired;
    /** Starts in a row that never came to run: ECS leaves growing gaps between them. */
    int failedStarts;

    Instant nextStart;
    boolean steady;

    ServiceState(Service settings, Optional<String> clientToken, int desired, Instant now) {
        this.settings = settings;
        this.clientToken = clientToken;
        this.desired = desired;
        name = settings.serviceName();
        arn = settings.serviceArn();
        cluster = settings.clusterArn().substring(settings.clusterArn().lastIndexOf('/') + 1);
        nextStart = now;
    }

    boolean active() {
        return "ACTIVE".equals(settings.status());
    }

    boolean draining() {
        return "DRAINING".equals(settings.status());
    }

    void status(String status) {
        settings = settings.toBuilder().status(status).build();
    }

    DeploymentState primary() {
        return deployments.get(0);
    }

    Stream<TaskState> live() {
        return tasks.stream().filter(TaskState::live);
    }

    Stream<TaskState> liveOf(DeploymentState deployment) {
        return live().filter(t -> t.deployment.filter(d -> d == deployment).isPresent());
    }

    /** How many tasks of a deployment there are to be now. */
    int wanted(DeploymentState deployment) {
        return shift.map(s -> s.wanted(deployment, desired)).orElse(deployment == primary() ? desired : 0);
    }

    int running() {
        return (int) live().filter(TaskState::running).count();
    }

    int pending() {
        return (int) live().filter(TaskState::pending).count();
    }

    /** {@code ceil(minimumHealthyPercent * desired)}: a floor under the healthy tasks. */
    int floor() {
        Integer percent = configuration().minimumHealthyPercent();
        return (int) Math.ceil((percent == null ? PERCENT : percent) * desired / (double) PERCENT);
    }

    /** {@code floor(maximumPercent * desired)}: a ceiling over all tasks. */
    int ceiling() {
        Integer percent = configuration().maximumPercent();
        return (int) Math.floor((percent == null ? DOUBLE : percent) * desired / (double) PERCENT);
    }

    DeploymentConfiguration configuration() {
        return settings.deploymentConfiguration();
    }

    int graceSeconds() {
        Integer grace = settings.healthCheckGracePeriodSeconds();
        return grace == null ? 0 : grace;
    }

    void event(String id, Instant now, String message) {
        events.addFirst(ServiceEvent.builder()
                .id(id)
                .createdAt(now)
                .message("(service " + name + ") " + message)
                .build());
        if (events.size() > EVENTS) {
            events.removeLast();
        }
    }
}
