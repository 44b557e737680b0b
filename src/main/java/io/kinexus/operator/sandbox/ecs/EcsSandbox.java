package io.kinexus.operator.sandbox.ecs;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.SandboxService;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

/**
 * Amazon ECS.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/Welcome.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class EcsSandbox implements SandboxService {
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final double UNITS = 1024;

    /** Where a running task takes requests. */
    public record Endpoint(String targetGroupArn, String ip, int port) {}

    /**
     * One task of a service that runs now.
     *
     * @param cluster its name
     * @param behaviour what its image does to requests
     */
    public record Running(
            String cluster,
            String service,
            String taskArn,
            String taskDefinitionArn,
            ImageBehaviour behaviour,
            Instant startedAt,
            List<Endpoint> endpoints) {}

    private record Parts(
            World world,
            Clusters clusters,
            TaskDefinitions definitions,
            Services services,
            TaskStarts starts,
            Scheduler scheduler,
            EcsEvents events) {}

    private Optional<Parts> parts = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        World world = new Neighbours(account);
        EcsEvents events = new EcsEvents(account);
        TaskDefinitions definitions = new TaskDefinitions(account);
        TaskLife life = new TaskLife(account, new StartChecks(world), this::changed, this::forgotten);
        TaskStarts starts = new TaskStarts(account, world, definitions, life);
        Clusters clusters = new Clusters(account, new Counted());
        Weights weights = new Weights(account, world);
        Rollouts rollouts = new Rollouts(account, events, world::firing, weights);
        Scheduler scheduler = new Scheduler(account, starts, life, rollouts, weights, events);
        ServiceRules rules = new ServiceRules(account, world);
        Services services = new Services(account, clusters, definitions, rules, rollouts, scheduler);
        parts = Optional.of(new Parts(world, clusters, definitions, services, starts, scheduler, events));

        clusters.install(handlers);
        definitions.install(handlers);
        services.install(handlers);
        new ServiceDeployments(account, services, rollouts, scheduler, world).install(handlers);
        new Tasks(account, clusters, definitions, rules, starts, life, scheduler).install(handlers);
        new AccountLists(account, clusters, services, starts).install(handlers);
        new EcsTags(account, this::knows).install(handlers);
        account.clock().every(LOOK, this::look);
    }

    @Override
    public Object state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put(
                "clusters",
                parts().clusters().all().stream()
                        .map(c -> Map.of("arn", c.clusterArn(), "status", c.status()))
                        .toList());
        state.put(
                "services",
                parts().services().all().stream().map(EcsSandbox::state).toList());
        state.put(
                "taskDefinitions",
                parts().definitions().all().stream()
                        .map(d -> Map.of("arn", d.taskDefinitionArn(), "status", d.statusAsString()))
                        .toList());
        state.put(
                "tasks",
                parts().starts().tasks().values().stream()
                        .map(EcsSandbox::state)
                        .toList());
        return state;
    }

    private static Map<String, Object> state(ServiceState service) {
        return Map.of(
                "arn",
                service.arn,
                "status",
                service.settings.status(),
                "desired",
                service.desired,
                "running",
                service.running(),
                "pending",
                service.pending(),
                "deployments",
                service.deployments.stream()
                        .map(d -> d.id + " " + d.revision.taskDefinition() + " " + d.rollout)
                        .toList(),
                "events",
                service.events.stream()
                        .map(e -> e.createdAt() + " " + e.message())
                        .toList());
    }

    private static Map<String, Object> state(TaskState task) {
        return Map.of(
                "arn", task.birth.arn(),
                "group", task.birth.group(),
                "lastStatus", task.lastStatus,
                "taskDefinition", task.birth.definition().taskDefinitionArn(),
                "stoppedReason", task.stoppedReason.orElse(""));
    }

    /** Every task of every active service that is RUNNING. */
    public List<Running> running() {
        return parts().services().all().stream()
                .flatMap(ServiceState::live)
                .filter(TaskState::running)
                .map(EcsSandbox::read)
                .toList();
    }

    private static Running read(TaskState task) {
        TaskState.Birth birth = task.birth;
        return new Running(
                birth.cluster(),
                task.service.map(s -> s.name).orElse(""),
                birth.arn(),
                birth.definition().taskDefinitionArn(),
                birth.behaviour(),
                task.startedAt.orElse(birth.createdAt()),
                birth.targets().stream()
                        .map(t -> new Endpoint(t.groupArn(), birth.ip(), t.port()))
                        .toList());
    }

    /** What all tasks that run now have of Fargate, or of Fargate Spot, in vCPUs. */
    public double vcpus(boolean spot) {
        return parts().starts().tasks().values().stream()
                .filter(TaskState::running)
                .filter(task -> spot == task.birth.capacityProvider().equals(Optional.of("FARGATE_SPOT")))
                .mapToDouble(
                        task -> FargateSizes.cpu(task.birth.definition().cpu()).orElse(0) / UNITS)
                .sum();
    }

    /** Empty when there is no such service, or it is not ACTIVE. */
    public Optional<Integer> desiredCount(String cluster, String service) {
        return find(cluster, service).map(s -> s.desired);
    }

    /** The listener rules that lead test traffic, and no other, to a service. */
    public Set<String> testRules() {
        return parts().services().all().stream()
                .filter(ServiceState::active)
                .flatMap(service -> service.settings.loadBalancers().stream())
                .map(LoadBalancer::advancedConfiguration)
                .filter(two -> two != null && two.testListenerRule() != null)
                .map(AdvancedConfiguration::testListenerRule)
                .collect(Collectors.toSet());
    }

    /** While a service is being deployed, scaling in is off. */
    public boolean deploying(String cluster, String service) {
        return find(cluster, service).filter(s -> s.primary().inProgress()).isPresent();
    }

    /** What Application Auto Scaling does; false when there is no such service. */
    public boolean scale(String cluster, String service, int desired) {
        Optional<ServiceState> found = find(cluster, service);
        found.ifPresent(s -> {
            s.desired = desired;
            parts().scheduler().step(s);
        });
        return found.isPresent();
    }

    private Optional<ServiceState> find(String cluster, String service) {
        return parts().services().find(cluster, service).filter(ServiceState::active);
    }

    private void look() {
        for (ServiceState service : parts().services().all()) {
            boolean restless = service.draining() || (service.active() && !service.steady);
            if (restless || parts().scheduler().ailing(service)) {
                parts().scheduler().step(service);
            }
        }
    }

    private void changed(TaskState task) {
        parts().events().task(task);
        if (task.stopped()) {
            parts().world().giveBack(task.birth.place());
        }
        parts().scheduler().changed(task);
    }

    private void forgotten(TaskState task) {
        parts().starts().forget(task);
    }

    private boolean knows(String arn) {
        return parts().clusters().knows(arn)
                || parts().definitions().knows(arn)
                || parts().services().knows(arn)
                || parts().starts().tasks().containsKey(arn);
    }

    private Parts parts() {
        return parts.orElseThrow();
    }

    private final class Counted implements Clusters.Census {
        @Override
        public int services(String cluster) {
            return (int) parts().services().all().stream()
                    .filter(s -> s.cluster.equals(cluster) && (s.active() || s.draining()))
                    .count();
        }

        @Override
        public int running(String cluster) {
            return tasks(cluster, "RUNNING"::equals);
        }

        @Override
        public int pending(String cluster) {
            return tasks(cluster, status -> List.of("PROVISIONING", "PENDING", "ACTIVATING")
                    .contains(status));
        }

        private int tasks(String cluster, Predicate<String> status) {
            return (int) parts().starts().tasks().values().stream()
                    .filter(t -> t.birth.cluster().equals(cluster) && status.test(t.lastStatus))
                    .count();
        }
    }
}
