package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskOverride;

/** Brings tasks into the world: an id, an address, a capacity provider. */
final class TaskStarts {
    private static final int ID = 32;

    /** What RunTask asks for. */
    record OneOff(
            TaskDefinition definition,
            AwsVpcConfiguration network,
            Optional<String> launchType,
            List<CapacityProviderStrategyItem> strategy,
            String startedBy,
            String group,
            Optional<TaskOverride> overrides) {}

    private final Account account;
    private final World world;
    private final TaskDefinitions definitions;
    private final TaskLife life;
    /** Every task that can be described, by ARN. */
    private final Map<String, TaskState> tasks = new LinkedHashMap<>();

    TaskStarts(Account account, World world, TaskDefinitions definitions, TaskLife life) {
        this.account = account;
        this.world = world;
        this.definitions = definitions;
        this.life = life;
    }

    Map<String, TaskState> tasks() {
        return tasks;
    }

    void forget(TaskState task) {
        tasks.remove(task.birth.arn());
        task.service.ifPresent(service -> service.tasks.remove(task));
    }

    /** Empty when no subnet has an address left. */
    Optional<TaskState> forService(ServiceState service, DeploymentState deployment) {
        ServiceRevision revision = deployment.revision;
        TaskDefinition definition = definitions.find(revision.taskDefinition()).orElseThrow();
        Optional<World.Place> place =
                place(revision.networkConfiguration().awsvpcConfiguration(), "task of service " + service.name);
        if (place.isEmpty()) {
            service.event(
                    account.dice().uuid(),
                    account.now(),
                    "was unable to place a task. Reason: The subnet has insufficient free IP addresses.");
            return Optional.empty();
        }
        String id = account.dice().hex(ID);
        Optional<String> provider = provider(service, revision.capacityProviderStrategy());
        TaskState task = new TaskState(
                new TaskState.Birth(
                        arn(service.cluster, id),
                        id,
                        service.cluster,
                        service.settings.clusterArn(),
                        definition,
                        behaviour(definition),
                        deployment.id,
                        "service:" + service.name,
                        provider.isPresent() ? Optional.empty() : Optional.of("FARGATE"),
                        provider,
                        place.get(),
                        targets(revision),
                        Optional.empty(),
                        account.now()),
                Optional.of(service),
                Optional.of(deployment));
        service.tasks.add(task);
        return Optional.of(begin(task));
    }

    /** Empty when no subnet has an address left. */
    Optional<TaskState> alone(String cluster, String clusterArn, OneOff asked) {
        return place(asked.network(), "task of family " + asked.definition().family())
                .map(place -> {
                    String id = account.dice().hex(ID);
                    Optional<String> provider = asked.strategy().stream()
                            .map(CapacityProviderStrategyItem::capacityProvider)
                            .findFirst();
                    return begin(new TaskState(
                            new TaskState.Birth(
                                    arn(cluster, id),
                                    id,
                                    cluster,
                                    clusterArn,
                                    asked.definition(),
                                    behaviour(asked.definition()),
                                    asked.startedBy(),
                                    asked.group(),
                                    provider.isPresent() ? Optional.empty() : asked.launchType(),
                                    provider,
                                    place,
                                    List.of(),
                                    asked.overrides(),
                                    account.now()),
                            Optional.empty(),
                            Optional.empty()));
                });
    }

    private TaskState begin(TaskState task) {
        tasks.put(task.birth.arn(), task);
        life.begin(task);
        return task;
    }

    private Optional<World.Place> place(AwsVpcConfiguration network, String description) {
        List<String> subnets = network.subnets();
        int first = subnets.isEmpty() ? 0 : account.dice().below(subnets.size());
        for (int i = 0; i < subnets.size(); i++) {
            Optional<World.Place> place =
                    world.take(subnets.get((first + i) % subnets.size()), network.securityGroups(), description);
            if (place.isPresent()) {
                return place;
            }
        }
        return Optional.empty();
    }

    private ImageBehaviour behaviour(TaskDefinition definition) {
        return ImageBehaviour.of(
                definition.containerDefinitions().get(0).image(),
                account.script().suffixes());
    }

    private static List<TaskState.Target> targets(ServiceRevision revision) {
        return revision.loadBalancers().stream()
                .filter(lb -> lb.targetGroupArn() != null)
                .map(lb -> new TaskState.Target(Groups.of(revision, lb), lb.containerName(), lb.containerPort()))
                .toList();
    }

    /** The base first, then whichever provider is furthest behind its weight. */
    private static Optional<String> provider(ServiceState service, List<CapacityProviderStrategyItem> strategy) {
        for (CapacityProviderStrategyItem item : strategy) {
            if (item.base() != null && count(service, item) < item.base()) {
                return Optional.of(item.capacityProvider());
            }
        }
        return strategy.stream()
                .filter(item -> item.weight() != null && item.weight() > 0)
                .min((a, b) -> Double.compare(load(service, a), load(service, b)))
                .map(CapacityProviderStrategyItem::capacityProvider);
    }

    private static double load(ServiceState service, CapacityProviderStrategyItem item) {
        long base = item.base() == null ? 0 : item.base();
        return (count(service, item) - base) / (double) item.weight();
    }

    private static long count(ServiceState service, CapacityProviderStrategyItem item) {
        return service.live()
                .filter(t -> t.birth
                        .capacityProvider()
                        .filter(item.capacityProvider()::equals)
                        .isPresent())
                .count();
    }

    private String arn(String cluster, String id) {
        return account.arn("ecs", "task/" + cluster + "/" + id);
    }
}
