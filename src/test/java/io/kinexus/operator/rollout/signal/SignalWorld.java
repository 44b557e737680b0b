package io.kinexus.operator.rollout.signal;

import io.kinexus.operator.core.judge.Criterion;
import io.kinexus.operator.core.policy.Contents;
import io.kinexus.operator.core.policy.Metric;
import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.rollout.Deployment;
import io.kinexus.operator.core.rollout.Deployment.Status;
import io.kinexus.operator.core.rollout.Health;
import io.kinexus.operator.core.rollout.Order;
import io.kinexus.operator.core.rollout.Rollout;
import io.kinexus.operator.core.rollout.Subject;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.Balanced;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.iam.IamClient;

/** Services behind one load balancer, each with two target groups and a rule, sent out by ECS itself and looked at. */
final class SignalWorld {
    static final Duration STEP = Duration.ofMinutes(10);
    static final Duration BAKE = Duration.ofMinutes(10);
    static final Duration WATCH = Duration.ofMinutes(20);

    private static final int PORT = 8000;
    /** In a block of sixteen, five of which AWS keeps. */
    private static final int ADDRESSES = 11;

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"ecs.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    final SandboxDoor door;
    final Scope scope;
    final Shares shares = new Shares();
    Signals signals;

    private final EcsClient ecs;
    private final Balanced net;
    private List<String> subnets;
    private final String balancer;
    private final String listener;
    private final String role;
    private final Strategy strategy;
    private final int tasks;
    private final Map<String, Place.Traffic> services = new LinkedHashMap<>();
    private final Map<String, Rollout> rollouts = new LinkedHashMap<>();
    private final Map<Rollout, Deployment> shown = new LinkedHashMap<>();

    SignalWorld(Strategy strategy, int tasks) {
        this(SandboxScript.plain(), strategy, tasks);
    }

    SignalWorld(SandboxScript script, Strategy strategy, int tasks) {
        this.strategy = strategy;
        this.tasks = tasks;
        door = new SandboxDoor(script);
        scope = door.scope();
        signals = new Signals(door.sandbox().clock(), shares);
        ecs = scope.client(EcsClient.class);
        net = Balanced.network(scope);
        subnets = net.subnetIds();
        ecs.createCluster(r -> r.clusterName("main"));
        balancer = net.balancer("edge");
        listener = net.listener(balancer, 80);
        role = scope.client(IamClient.class)
                .createRole(r -> r.roleName("weights").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
    }

    /** Runs tag {@code 1}, not at rest yet. */
    void create(String name) {
        String blue = net.group(name + "-blue");
        List<String> groups = strategy == Strategy.ROLLING ? List.of(blue) : List.of(blue, net.group(name + "-green"));
        String rule = net.elb()
                .createRule(r -> r.listenerArn(listener)
                        .priority(services.size() + 1)
                        .conditions(Balanced.path("/" + name + "/*"))
                        .actions(Action.builder()
                                .type("forward")
                                .forwardConfig(f -> f.targetGroups(groups.stream()
                                        .map(group -> TargetGroupTuple.builder()
                                                .targetGroupArn(group)
                                                .weight(group.equals(blue) ? 1 : 0)
                                                .build())
                                        .toList()))
                                .build()))
                .rules()
                .get(0)
                .ruleArn();
        services.put(
                name,
                new Place.Traffic(
                        balancer.substring(balancer.indexOf("loadbalancer/") + "loadbalancer/".length()),
                        groups,
                        rule,
                        Optional.empty(),
                        PORT,
                        new Place.Check(Duration.ofSeconds(10), Duration.ofSeconds(5), 5, 2)));
        ecs.createService(request(name, groups, rule));
    }

    private CreateServiceRequest request(String name, List<String> groups, String rule) {
        LoadBalancer.Builder attached = LoadBalancer.builder()
                .targetGroupArn(groups.get(0))
                .containerName("app")
                .containerPort(PORT);
        if (groups.size() > 1) {
            attached.advancedConfiguration(a -> a.alternateTargetGroupArn(groups.get(1))
                    .productionListenerRule(rule)
                    .roleArn(role));
        }
        return CreateServiceRequest.builder()
                .cluster("main")
                .serviceName(name)
                .taskDefinition(register(name, "1"))
                .desiredCount(tasks)
                .launchType("FARGATE")
                .healthCheckGracePeriodSeconds((int) GRACE.toSeconds())
                .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets(net.subnetIds())))
                .loadBalancers(attached.build())
                .deploymentConfiguration(this::configure)
                .build();
    }

    private void configure(DeploymentConfiguration.Builder configuration) {
        configuration.strategy(DeploymentStrategy.valueOf(strategy.name())).deploymentCircuitBreaker(b -> b.enable(true)
                .rollback(true));
        if (strategy != Strategy.ROLLING) {
            configuration.bakeTimeInMinutes((int) BAKE.toMinutes());
        }
        if (strategy == Strategy.CANARY) {
            configuration.canaryConfiguration(
                    c -> c.canaryPercent(10.0).canaryBakeTimeInMinutes((int) STEP.toMinutes()));
        }
        if (strategy == Strategy.LINEAR) {
            configuration.linearConfiguration(c -> c.stepPercent(25.0).stepBakeTimeInMinutes((int) STEP.toMinutes()));
        }
    }

    private String register(String name, String tag) {
        return ecs.registerTaskDefinition(r -> r.family(name)
                        .networkMode("awsvpc")
                        .requiresCompatibilitiesWithStrings("FARGATE")
                        .cpu("256")
                        .memory("512")
                        .containerDefinitions(ContainerDefinition.builder()
                                .name("app")
                                .image("repo/app:" + tag)
                                .portMappings(PortMapping.builder()
                                        .containerPort(PORT)
                                        .build())
                                .build()))
                .taskDefinition()
                .taskDefinitionArn();
    }

    /** Sends a tag out, and follows it. */
    Rollout send(String name, String tag, List<String> alarms, Map<String, Double> firing) {
        String definition = register(name, tag);
        Order order = new Order(
                ResourceId.of("test", "ecs-service", name),
                "0".repeat(64),
                "commit",
                "image",
                false,
                now(),
                now(),
                policy(name, definition, alarms));
        ecs.updateService(r -> r.cluster("main")
                .service(name)
                .taskDefinition(definition)
                .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets(subnets))));
        Rollout rollout = Rollout.begin("rollout-" + name, order).subject(new Subject(Optional.empty(), firing));
        rollouts.put(name, rollout);
        return rollout;
    }

    Rollout send(String name, String tag) {
        return send(name, tag, List.of(), Map.of());
    }

    private Policy policy(String name, String definition, List<String> alarms) {
        double percent = strategy == Strategy.CANARY ? 10 : 25;
        return new Policy(
                strategy,
                percent,
                strategy == Strategy.CANARY || strategy == Strategy.LINEAR ? STEP : Duration.ZERO,
                BAKE,
                WATCH,
                Duration.ofHours(2),
                Optional.of(new Policy.Analysis(
                        Duration.ofMinutes(1),
                        List.of(
                                new Metric(
                                        Optional.empty(),
                                        Criterion.ofPercent("error-rate", Optional.of(1.0), Optional.of(0.0))),
                                new Metric(
                                        Optional.of(800.0), Criterion.ofLatency("latency-p99", Optional.of(25.0)))))),
                Optional.empty(),
                Optional.empty(),
                true,
                new Contents("repo/app", "X86_64", "", Set.of(), 256, 512, tasks),
                new Place(
                        "main",
                        name,
                        definition,
                        "app",
                        Set.copyOf(net.subnetIds()),
                        Set.of(),
                        false,
                        Optional.ofNullable(services.get(name)),
                        alarms,
                        GRACE));
    }

    /** What ECS shows, as the loop reads it. */
    Deployment deployment(String name) {
        String arn = ecs.listServiceDeployments(r -> r.cluster("main").service(name))
                .serviceDeployments()
                .get(0)
                .serviceDeploymentArn();
        ServiceDeployment shown = ecs.describeServiceDeployments(r -> r.serviceDeploymentArns(arn))
                .serviceDeployments()
                .get(0);
        Status status =
                switch (shown.statusAsString()) {
                    case "PENDING", "IN_PROGRESS" -> Status.IN_PROGRESS;
                    case "SUCCESSFUL" -> Status.SUCCESSFUL;
                    case "ROLLBACK_SUCCESSFUL" -> Status.ROLLED_BACK;
                    case "STOPPED" -> Status.STOPPED;
                    default -> Status.ROLLING_BACK;
                };
        Service service = ecs.describeServices(r -> r.cluster("main").services(name))
                .services()
                .get(0);
        int healthy = Math.min(
                tasks,
                service.deployments().stream()
                        .filter(d -> d.taskDefinition().equals(definition(name)))
                        .mapToInt(d -> d.runningCount())
                        .sum());
        double percent = Optional.ofNullable(shown.targetServiceRevision().requestedProductionTrafficWeight())
                .orElse(0.0);
        return new Deployment(
                status,
                Optional.of(arn),
                Optional.ofNullable(shown.lifecycleStageAsString()).orElse(""),
                percent,
                tasks,
                healthy,
                "");
    }

    private String definition(String name) {
        return Optional.ofNullable(rollouts.get(name))
                .orElseThrow()
                .order()
                .policy()
                .place()
                .taskDefinition();
    }

    /** What ECS shows by now is what is looked at from now on. */
    void follow() {
        shown.clear();
        rollouts.forEach((name, rollout) -> shown.put(rollout, deployment(name)));
    }

    /** Without looking at the deployments again. */
    Map<String, Health> lookAgain() {
        return signals.look(door.scope(), shown, now());
    }

    /** From now on versions are sent to a subnet in which another service has taken every address. */
    void fill() {
        String subnet = scope.client(Ec2Client.class)
                .createSubnet(r -> r.vpcId(net.vpcId()).cidrBlock("10.0.9.0/28"))
                .subnet()
                .subnetId();
        subnets = List.of(subnet);
        String definition = register("filler", "1");
        ecs.createService(r -> r.cluster("main")
                .serviceName("filler")
                .taskDefinition(definition)
                .desiredCount(ADDRESSES)
                .launchType("FARGATE")
                .networkConfiguration(n -> n.awsvpcConfiguration(v -> v.subnets(subnet))));
        advance(60);
    }

    Map<String, Health> look() {
        Map<Rollout, Deployment> now = new LinkedHashMap<>();
        rollouts.forEach((name, rollout) -> now.put(rollout, deployment(name)));
        return signals.look(door.scope(), now, now());
    }

    Health look(String name) {
        return Optional.ofNullable(look().get("rollout-" + name)).orElseThrow();
    }

    /** Looks every two seconds until it is so, or so long; the time that passed, empty if it never was. */
    Optional<Duration> until(String name, Duration most, Predicate<Health> so) {
        Instant begun = now();
        while (Duration.between(begun, now()).compareTo(most) < 0) {
            if (so.test(look(name))) {
                return Optional.of(Duration.between(begun, now()));
            }
            advance(2);
        }
        return Optional.empty();
    }

    void alarm(String name, String state) {
        CloudWatchClient cloudWatch = scope.client(CloudWatchClient.class);
        cloudWatch.putMetricAlarm(r -> r.alarmName(name)
                .namespace("Own")
                .metricName(name)
                .statistic("Sum")
                .period(60)
                .evaluationPeriods(1)
                .threshold(10.0)
                .comparisonOperator("GreaterThanThreshold"));
        cloudWatch.setAlarmState(r -> r.alarmName(name).stateValue(state).stateReason("Threshold Crossed: by hand"));
    }

    void measure(String name, double value) {
        scope.client(CloudWatchClient.class).putMetricData(r -> r.namespace("Own")
                .metricData(MetricDatum.builder()
                        .metricName(name)
                        .value(value)
                        .timestamp(now())
                        .build()));
    }

    void restart() {
        signals = new Signals(door.sandbox().clock(), shares);
    }

    Instant now() {
        return door.sandbox().clock().instant();
    }

    void advance(long seconds) {
        door.sandbox().advance(Duration.ofSeconds(seconds));
    }

    /** Calls of this action since then, as many as were answered or refused. */
    long calls(String action, Instant from) {
        return door.sandbox().calls().stream()
                .filter(logged -> logged.call().action().equals(action)
                        && !logged.call().at().isBefore(from))
                .count();
    }
}
