package io.kinexus.operator.rollout.verify;

import io.kinexus.operator.core.policy.Contents;
import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.support.Balanced;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Everything that service {@code api} needs, made by hand, and its policy: a canary of which every check passes. */
final class Ready {
    static final String ROLE = "api-execution";
    static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"Service\":\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\",\"Condition\":{\"ArnLike\":"
            + "{\"aws:SourceArn\":\"arn:aws:ecs:us-east-1:123456789012:*\"},\"StringEquals\":"
            + "{\"aws:SourceAccount\":\"123456789012\"}}}]}";
    static final String IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/api:";
    static final String ALARM = "api-errors";
    private static final String EXECUTION = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";

    final Scope scope;
    final Balanced network;
    final String listener;
    final String blue;
    final String green;
    final String rule;
    final String role;
    final String secret;

    Ready(Scope scope) {
        this.scope = scope;
        network = Balanced.network(scope);
        listener = network.listener(network.balancer("main"), 80);
        blue = network.group("api-blue");
        green = network.group("api-green");
        rule = network.elb()
                .createRule(r -> r.listenerArn(listener)
                        .priority(10)
                        .conditions(Balanced.path("/*"))
                        .actions(forward(100, 0)))
                .rules()
                .get(0)
                .ruleArn();
        secret = scope.client(SecretsManagerClient.class)
                .createSecret(r -> r.name("a/b").secretString("{}"))
                .arn();
        role = role();
        scope.client(CloudWatchClient.class).putMetricAlarm(r -> r.alarmName(ALARM)
                .namespace("Own")
                .metricName("Errors")
                .statistic("Sum")
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator("GreaterThanThreshold"));
        scope.client(EcsClient.class).createCluster(r -> r.clusterName("main"));
    }

    private String role() {
        IamClient iam = scope.client(IamClient.class);
        String arn = iam.createRole(r -> r.roleName(ROLE).path("/kinexus/").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        iam.attachRolePolicy(r -> r.roleName(ROLE).policyArn(EXECUTION));
        inline("Allow", "secretsmanager:GetSecretValue", secret);
        return arn;
    }

    void inline(String effect, String action, String resource) {
        scope.client(IamClient.class).putRolePolicy(r -> r.roleName(ROLE)
                .policyName("secrets")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"" + effect
                        + "\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}]}"));
    }

    void detach() {
        scope.client(IamClient.class).detachRolePolicy(r -> r.roleName(ROLE).policyArn(EXECUTION));
    }

    Action forward(int first, int second) {
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .forwardConfig(f -> f.targetGroups(tuple(blue, first), tuple(green, second)))
                .build();
    }

    private static TargetGroupTuple tuple(String group, int weight) {
        return TargetGroupTuple.builder().targetGroupArn(group).weight(weight).build();
    }

    void weights(int first, int second) {
        network.elb().modifyRule(r -> r.ruleArn(rule).actions(forward(first, second)));
    }

    /** Rolling, behind the first group. */
    void run(String image, int desired) {
        EcsClient ecs = scope.client(EcsClient.class);
        ecs.registerTaskDefinition(r -> r.family("api")
                .cpu("1024")
                .memory("2048")
                .networkMode("awsvpc")
                .requiresCompatibilitiesWithStrings("FARGATE")
                .executionRoleArn(role)
                .containerDefinitions(ContainerDefinition.builder()
                        .name("app")
                        .image(image)
                        .portMappings(PortMapping.builder().containerPort(8000).build())
                        .build()));
        ecs.createService(r -> r.cluster("main")
                .serviceName("api")
                .taskDefinition("api")
                .desiredCount(desired)
                .launchType(LaunchType.FARGATE)
                .loadBalancers(LoadBalancer.builder()
                        .targetGroupArn(blue)
                        .containerName("app")
                        .containerPort(8000)
                        .build())
                .networkConfiguration(n -> n.awsvpcConfiguration(
                        v -> v.subnets(network.subnetIds()).securityGroups(network.groupId()))));
    }

    Contents contents() {
        return new Contents(IMAGE + "1", "X86_64", role, Set.of(secret + ":url::"), 1024, 2048, 2);
    }

    Place place() {
        return new Place(
                "main",
                "api",
                "arn:aws:ecs:us-east-1:123456789012:task-definition/api:1",
                "app",
                new TreeSet<>(network.subnetIds()),
                Set.of(network.groupId()),
                false,
                Optional.of(traffic(8000)),
                List.of(ALARM),
                Duration.ZERO);
    }

    Place.Traffic traffic(int port) {
        return new Place.Traffic(
                "app/main/0",
                List.of(blue, green),
                rule,
                Optional.empty(),
                port,
                new Place.Check(Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 2));
    }

    Policy policy() {
        return policy(contents(), place());
    }

    Policy policy(Contents contents, Place place) {
        return policy(Policy.Strategy.CANARY, contents, place);
    }

    static Policy policy(Policy.Strategy strategy, Contents contents, Place place) {
        return new Policy(
                strategy,
                5,
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofMinutes(30),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                contents,
                place);
    }
}
