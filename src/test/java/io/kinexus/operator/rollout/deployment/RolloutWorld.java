package io.kinexus.operator.rollout.deployment;

import io.kinexus.operator.core.policy.Contents;
import io.kinexus.operator.core.policy.Launch;
import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.resource.Attempt;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Command;
import io.kinexus.operator.core.rollout.Deployment;
import io.kinexus.operator.core.rollout.Ended;
import io.kinexus.operator.core.rollout.Order;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.run.Outcome;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.Balanced;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.Task;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.iam.IamClient;

/** Service {@code web} in cluster {@code main} as a person made it, and a rollout of it. Time is moved by hand. */
final class RolloutWorld implements AutoCloseable {
    static final int DESIRED = 2;

    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":[\"ecs.amazonaws.com\",\"ecs-tasks.amazonaws.com\"]},"
            + "\"Action\":\"sts:AssumeRole\"}]}";
    private static final int BAKE = 5;

    final SandboxDoor door;
    final EcsClient ecs;
    final Balanced net;
    final Strategy strategy;
    final String first;
    final String second;
    final String rule;
    private final String role;
    /** Of one process: {@link #restart} makes another. */
    Deployments deployments;

    RolloutWorld(Strategy strategy) {
        this(strategy, SandboxDoor.Way.IN_PROCESS);
    }

    RolloutWorld(Strategy strategy, SandboxDoor.Way way) {
        this.strategy = strategy;
        door = new SandboxDoor(SandboxScript.plain(), way);
        ecs = scope().client(EcsClient.class);
        net = Balanced.network(scope());
        ecs.createCluster(r -> r.clusterName("main"));
        first = net.group("web-blue");
        second = net.group("web-green");
        rule = rule(net.listener(net.balancer("edge"), 80));
        role = scope().client(IamClient.class)
                .createRole(r -> r.roleName("weights").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        scope().client(CloudWatchClient.class).putMetricAlarm(r -> r.alarmName("errors")
                .namespace("N")
                .metricName("M")
                .statistic("Sum")
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator("GreaterThanThreshold"));
        scope().client(CloudWatchLogsClient.class).createLogGroup(r -> r.logGroupName("/ecs/test/web"));
        deployments = new Deployments(this::now);
    }

    Scope scope() {
        return door.scope();
    }

    Instant now() {
        return door.sandbox().clock().instant();
    }

    void restart() {
        deployments = new Deployments(this::now);
    }

    private String rule(String listener) {
        return net.elb()
                .createRule(r -> r.listenerArn(listener)
                        .priority(1)
                        .conditions(Balanced.path("/*"))
                        .actions(Action.builder()
                                .type("forward")
                                .forwardConfig(f -> f.targetGroups(tuple(first, 1), tuple(second, 0)))
                                .build()))
                .rules()
                .get(0)
                .ruleArn();
    }

    static TargetGroupTuple tuple(String group, int weight) {
        return TargetGroupTuple.builder().targetGroupArn(group).weight(weight).build();
    }

    /** Family {@code app}, container {@code app} with a log, the tag of its image. */
    String register(String tag) {
        return registered(
                "app", tag, List.of(PortMapping.builder().containerPort(8000).build()));
    }

    private String registered(String family, String tag, List<PortMapping> ports) {
        return ecs.registerTaskDefinition(r -> r.family(family)
                        .networkMode("awsvpc")
                        .requiresCompatibilitiesWithStrings("FARGATE")
                        .cpu("256")
                        .memory("512")
                        .executionRoleArn(role)
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("repo/app:" + tag)
                                .logConfiguration(log -> log.logDriver("awslogs")
                                        .options(Map.of(
                                                "awslogs-group", "/ecs/test/web",
                                                "awslogs-region", "us-east-1",
                                                "awslogs-stream-prefix", "web")))
                                .portMappings(ports)
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    /** Runs tag {@code 1} and is at rest. */
    RolloutWorld running() {
        create(register("1"));
        advance(900);
        return this;
    }

    void create(String taskDefinition) {
        ecs.createService(r -> r.cluster("main")
                .serviceName("web")
                .taskDefinition(taskDefinition)
                .desiredCount(DESIRED)
                .launchType("FARGATE")
                .healthCheckGracePeriodSeconds(10)
                .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets(net.subnetIds())))
                .loadBalancers(balancer())
                .deploymentConfiguration(this::configured));
    }

    private LoadBalancer balancer() {
        LoadBalancer.Builder balancer = LoadBalancer.builder()
                .targetGroupArn(first)
                .containerName("app")
                .containerPort(8000);
        return strategy == Strategy.ROLLING
                ? balancer.build()
                : balancer.advancedConfiguration(a -> a.alternateTargetGroupArn(second)
                                .productionListenerRule(rule)
                                .roleArn(role))
                        .build();
    }

    private void configured(DeploymentConfiguration.Builder configuration) {
        configuration
                .strategy(strategy.name())
                .deploymentCircuitBreaker(b -> b.enable(true).rollback(true))
                .alarms(a -> a.enable(true).rollback(true).alarmNames("errors"));
        if (strategy != Strategy.ROLLING) {
            configuration.bakeTimeInMinutes(BAKE);
        }
        if (strategy == Strategy.CANARY) {
            configuration.canaryConfiguration(c -> c.canaryPercent(5.0).canaryBakeTimeInMinutes(10));
        }
        if (strategy == Strategy.LINEAR) {
            configuration.linearConfiguration(l -> l.stepPercent(25.0).stepBakeTimeInMinutes(2));
        }
    }

    Rollout rollout(String taskDefinition) {
        return rollout(taskDefinition, Optional.empty(), Optional.empty());
    }

    /** Begun now, with what was surveyed. */
    Rollout rollout(String taskDefinition, Optional<Policy.Migration> migration, Optional<Policy.TestTask> test) {
        Policy policy = new Policy(
                strategy,
                strategy == Strategy.CANARY ? 5 : 25,
                Duration.ofMinutes(2),
                Duration.ofMinutes(BAKE),
                Duration.ofMinutes(30),
                Duration.ofHours(1),
                Optional.empty(),
                migration,
                test,
                true,
                new Contents("repo/app:2", "X86_64", role, Set.of(), 256, 512, DESIRED),
                place(taskDefinition));
        Order order = new Order(
                ResourceId.of("test", "ecs-service", "web"),
                "0".repeat(64),
                "c0ffee",
                "image",
                false,
                now(),
                now(),
                policy);
        Rollout begun = Rollout.begin("r-" + now().getEpochSecond(), order);
        return begun.subject(deployments.survey(scope(), order));
    }

    /** A Task of this image's tag; it listens on no port. */
    Policy.TestTask test(String tag, Optional<Integer> port) {
        return new Policy.TestTask(
                new Launch(
                        "smoke",
                        "main",
                        "smoke",
                        registered("smoke", tag, List.of()),
                        "app",
                        Set.copyOf(net.subnetIds()),
                        Set.of(net.groupId()),
                        false,
                        List.of(),
                        Duration.ofMinutes(5)),
                port);
    }

    Optional<Ended> test(Rollout rollout) {
        return deployments.test(scope(), rollout);
    }

    private Place place(String taskDefinition) {
        return new Place(
                "main",
                "web",
                taskDefinition,
                "app",
                Set.copyOf(net.subnetIds()),
                Set.of(net.groupId()),
                false,
                Optional.of(new Place.Traffic(
                        "app/edge/0123456789abcdef",
                        strategy == Strategy.ROLLING ? List.of(first) : List.of(first, second),
                        rule,
                        Optional.empty(),
                        8000,
                        new Place.Check(Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 2))),
                List.of("errors"),
                Duration.ofSeconds(10));
    }

    void update(String taskDefinition) {
        ecs.updateService(r -> r.cluster("main").service("web").taskDefinition(taskDefinition));
    }

    Deployment look(Rollout rollout) {
        return deployments.look(scope(), List.of(rollout)).getOrDefault(rollout.id(), Deployment.none());
    }

    Outcome act(Rollout rollout, Command command) {
        return deployments.act(scope(), rollout, command, new Attempt("token"));
    }

    void advance(int seconds) {
        door.sandbox().advance(Duration.ofSeconds(seconds));
    }

    /** Looks every five seconds until it is so. */
    Deployment until(Rollout rollout, Predicate<Deployment> so) {
        for (int i = 0; i < 2000; i++) {
            Deployment seen = look(rollout);
            if (so.test(seen)) {
                return seen;
            }
            advance(5);
        }
        throw new AssertionError("never so: " + look(rollout));
    }

    Deployment until(Rollout rollout, Deployment.Status status) {
        return until(rollout, seen -> seen.status() == status);
    }

    /** What is seen every five seconds, each once, until it has come to an end. */
    List<String> story(Rollout rollout) {
        List<String> story = new ArrayList<>();
        until(rollout, seen -> {
            String line = seen.status() + (seen.stage().isEmpty() ? "" : " " + seen.stage()) + " "
                    + Math.round(seen.percent()) + "% " + seen.healthy() + "/" + seen.wanted();
            if (story.isEmpty() || !story.get(story.size() - 1).equals(line)) {
                story.add(line);
            }
            return seen.status() != Deployment.Status.NONE
                    && seen.status() != Deployment.Status.IN_PROGRESS
                    && seen.status() != Deployment.Status.ROLLING_BACK;
        });
        return story;
    }

    Service service() {
        return ecs.describeServices(r -> r.cluster("main").services("web"))
                .services()
                .get(0);
    }

    /** One-off tasks, running and stopped. */
    List<Task> oneOffs(Rollout rollout) {
        List<String> arns = new ArrayList<>();
        for (String status : List.of("RUNNING", "STOPPED")) {
            arns.addAll(
                    ecs.listTasks(r -> r.cluster("main").startedBy(rollout.id()).desiredStatus(status))
                            .taskArns());
        }
        return arns.isEmpty()
                ? List.of()
                : ecs.describeTasks(r -> r.cluster("main").tasks(arns)).tasks();
    }

    void alarm(String state) {
        scope().client(CloudWatchClient.class)
                .setAlarmState(r -> r.alarmName("errors").stateValue(state).stateReason("by hand"));
    }

    /** How often the account was asked for this since then. */
    long calls(String action, int since) {
        return door.sandbox().calls().stream()
                .skip(since)
                .filter(one -> one.call().action().equals(action))
                .count();
    }

    int calls() {
        return door.sandbox().calls().size();
    }

    @Override
    public void close() {
        door.close();
    }
}
