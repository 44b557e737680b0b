package io.kinexus.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.plan.Plan;
import io.kinexus.operator.core.plan.PlanText;
import io.kinexus.operator.core.plan.Step;
import io.kinexus.operator.desired.DesiredFolder;
import io.kinexus.operator.desired.Kinds;
import io.kinexus.operator.engine.Turned;
import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.Operated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentBrief;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** Each of ECS's strategies from nothing to quiet, then revision after revision, and from one strategy to another. */
class StrategiesTest {
    private static final String CANARY = "strategy: canary, percent: 5, stepBake: 10m, bake: 10m, watch: 30m";
    private static final Duration TURN = Duration.ofSeconds(15);
    private static final int MANY = 150;

    private final Path file;
    private final Operated operated;

    StrategiesTest(@TempDir Path folder) throws IOException {
        file = Files.createDirectories(folder.resolve("small")).resolve("environment.yaml");
        Files.copy(Path.of("src/test/resources/scenario/small/environment.yaml"), file);
        operated = new Operated(new DesiredFolder(folder, Kinds.installed()), "small", SandboxScript.plain());
    }

    private void edit(String from, String to) throws IOException {
        String before = Files.readString(file);
        assertThat(before).contains(from);
        Files.writeString(file, before.replace(from, to));
    }

    /** Until in sync and at rest; what serves is looked at all the while. */
    private void settle() {
        Turned turned = operated.turn("commit");
        int turns = 0;
        while (!quiet(turned)) {
            assertThat(turns++)
                    .as(() -> new PlanText(operated.plan(), false).text())
                    .isLessThan(MANY);
            operated.sandbox.advance(turned.next().compareTo(TURN) > 0 ? TURN : turned.next());
            assertThat(deaf())
                    .as("groups with weight and without a healthy target")
                    .isEmpty();
            turned = operated.turn("schedule");
        }
        assertThat(operated.rollouts.quarantines("small")).isEmpty();
        assertThat(operated.rollouts.latest("small", MANY))
                .extracting(rollout -> rollout.state().word())
                .isSubsetOf("Watching", "Succeeded", "Superseded");
        Plan second = operated.plan();
        assertThat(second.steps().stream()
                        .filter(step -> step.action().writes())
                        .map(Step::id))
                .as(new PlanText(second, false).text())
                .isEmpty();
    }

    private static boolean quiet(Turned turned) {
        return turned.run().lines().isEmpty()
                && turned.snapshot().sync().equals("InSync")
                && turned.snapshot().health().equals("Healthy");
    }

    /** Only once the service has come up: a first deployment has nothing that could serve before. */
    private List<String> deaf() {
        if (deployments().size() < 2) {
            return List.of();
        }
        ElasticLoadBalancingV2Client elb = operated.client(ElasticLoadBalancingV2Client.class);
        List<String> deaf = new ArrayList<>();
        weights(443).forEach((group, weight) -> {
            boolean healthy =
                    elb.describeTargetHealth(r -> r.targetGroupArn(arn(elb, group))).targetHealthDescriptions().stream()
                            .anyMatch(target -> target.targetHealth().state() == TargetHealthStateEnum.HEALTHY);
            if (weight > 0 && !healthy) {
                deaf.add(group);
            }
        });
        return deaf;
    }

    private static String arn(ElasticLoadBalancingV2Client elb, String group) {
        return elb.describeTargetGroups(r -> r.names(group)).targetGroups().stream()
                .map(TargetGroup::targetGroupArn)
                .findFirst()
                .orElseThrow();
    }

    /** By the group's name. */
    private Map<String, Integer> weights(int port) {
        ElasticLoadBalancingV2Client elb = operated.client(ElasticLoadBalancingV2Client.class);
        String balancer = elb.describeLoadBalancers().loadBalancers().get(0).loadBalancerArn();
        Listener listener = elb.describeListeners(r -> r.loadBalancerArn(balancer)).listeners().stream()
                .filter(one -> one.port() == port)
                .findFirst()
                .orElseThrow();
        Rule rule = elb.describeRules(r -> r.listenerArn(listener.listenerArn())).rules().stream()
                .filter(one -> !one.isDefault())
                .findFirst()
                .orElseThrow();
        Map<String, Integer> weights = new TreeMap<>();
        for (TargetGroupTuple group : rule.actions().get(0).forwardConfig().targetGroups()) {
            weights.put(group.targetGroupArn().split("/")[1], group.weight());
        }
        return weights;
    }

    private List<ServiceDeployment> deployments() {
        EcsClient ecs = operated.client(EcsClient.class);
        if (ecs.listClusters().clusterArns().isEmpty()
                || ecs.listServices(r -> r.cluster("c")).serviceArns().stream()
                        .noneMatch(arn -> arn.endsWith("/api"))) {
            return List.of();
        }
        List<String> arns = ecs.listServiceDeployments(r -> r.cluster("c").service("api")).serviceDeployments().stream()
                .map(ServiceDeploymentBrief::serviceDeploymentArn)
                .toList();
        return arns.stream()
                .flatMap(arn ->
                        ecs.describeServiceDeployments(r -> r.serviceDeploymentArns(arn)).serviceDeployments().stream())
                .toList();
    }

    private List<String> strategies() {
        return deployments().stream()
                .map(one -> one.deploymentConfiguration().strategyAsString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        CANARY     | strategy: canary, percent: 5, stepBake: 2m, bake: 2m
        LINEAR     | strategy: linear, step: 40, stepBake: 1m, bake: 1m
        BLUE_GREEN | strategy: blue-green, bake: 3m
        ROLLING    | strategy: rolling
        """)
    void everyRevisionComesByTheStrategyThatIsDeclaredAndNothingIsLeftToDo(String strategy, String rollout)
            throws IOException {
        edit(CANARY, rollout);
        settle();
        String tag = "1.4.2";
        for (String next : List.of("1.5.0", "1.6.0", "1.7.0")) {
            Map<String, Integer> before = weights(443);
            edit("/kinexus-api:" + tag, "/kinexus-api:" + next);
            settle();
            tag = next;
            assertThat(deployments().get(0).statusAsString()).isEqualTo("SUCCESSFUL");
            if (strategy.equals("ROLLING")) {
                assertThat(weights(443)).isEqualTo(Map.of("small-api-blue", 100));
            } else {
                assertThat(weights(443)).as(next).isNotEqualTo(before).containsValues(0, 100);
            }
        }
        assertThat(strategies()).hasSize(4).containsOnly(strategy);
    }

    @ParameterizedTest
    @CsvSource({"environment, small", "cpu, big"})
    void whateverReplacesTasksComesByTheStrategy(String change, String value) throws IOException {
        edit(CANARY, "strategy: blue-green, bake: 1m");
        settle();
        edit(
                "  image: 123456789012.dkr.ecr.us-east-1.amazonaws.com/kinexus-api:1.4.2\n  cpu: 256\n  memory: 512",
                "  image: 123456789012.dkr.ecr.us-east-1.amazonaws.com/kinexus-api:1.4.2\n"
                        + (change.equals("cpu")
                                ? "  cpu: 512\n  memory: 1024"
                                : "  cpu: 256\n  memory: 512\n  environment: {SIZE: " + value + "}"));
        settle();
        assertThat(strategies()).containsExactly("BLUE_GREEN", "BLUE_GREEN");
    }

    @Test
    void anotherStrategyThatMovesTrafficStartsNoTask() throws IOException {
        edit(CANARY, "strategy: canary, percent: 5, stepBake: 2m, bake: 2m");
        settle();
        int before = deployments().size();
        edit("strategy: canary, percent: 5, stepBake: 2m", "strategy: linear, step: 50, stepBake: 1m");
        settle();
        assertThat(deployments()).hasSize(before);
        edit("strategy: linear, step: 50, stepBake: 1m", "strategy: blue-green");
        settle();
        assertThat(deployments()).hasSize(before);
    }

    @Test
    void fromRollingToTwoGroupsAndBackFromEitherOneNobodyIsLeftWithoutAnAnswer() throws IOException {
        edit(CANARY, "strategy: rolling");
        settle();
        edit("strategy: rolling", "strategy: blue-green, bake: 1m");
        settle();
        assertThat(strategies())
                .as("the second group is attached by a rolling one")
                .containsOnly("ROLLING");
        edit("/kinexus-api:1.4.2", "/kinexus-api:1.5.0");
        settle();
        assertThat(weights(443)).isEqualTo(Map.of("small-api-blue", 0, "small-api-green", 100));
        edit("strategy: blue-green, bake: 1m", "strategy: rolling");
        settle();
        assertThat(weights(443)).isEqualTo(Map.of("small-api-blue", 100));
        assertThat(operated.client(ElasticLoadBalancingV2Client.class)
                        .describeTargetGroups()
                        .targetGroups())
                .extracting(TargetGroup::targetGroupName)
                .containsExactly("small-api-blue");
        assertThat(operated.writes()).contains("iam:DeleteRole");
    }

    @Test
    void aNewRevisionThatComesTogetherWithItsStrategyGoesOutByThat() throws IOException {
        edit(CANARY, "strategy: rolling");
        settle();
        edit("strategy: rolling", "strategy: canary, percent: 5, stepBake: 1m, bake: 1m");
        edit("/kinexus-api:1.4.2", "/kinexus-api:1.5.0");
        settle();
        assertThat(strategies()).containsExactly("CANARY", "ROLLING", "ROLLING");
        edit("strategy: canary, percent: 5, stepBake: 1m, bake: 1m", "strategy: rolling");
        edit("/kinexus-api:1.5.0", "/kinexus-api:1.6.0");
        settle();
        assertThat(strategies()).containsExactly("ROLLING", "BLUE_GREEN", "CANARY", "ROLLING", "ROLLING");
        assertThat(weights(443)).isEqualTo(Map.of("small-api-blue", 100));
    }

    @Test
    void whatRegressesAfterItCameWithItsStrategyGoesBackBetweenTheNewGroups() throws IOException {
        edit(CANARY, "strategy: rolling");
        settle();
        edit("strategy: rolling", "strategy: blue-green, bake: 1m, watch: 40m");
        edit("/kinexus-api:1.4.2", "/kinexus-api:1.5.0-late");
        operated.pass(Duration.ofMinutes(50));
        assertThat(operated.rollouts.latest("small", 1)).singleElement().satisfies(rollout -> assertThat(
                        rollout.state().word())
                .as(rollout.toString())
                .isEqualTo("RolledBack"));
        assertThat(strategies()).startsWith("BLUE_GREEN", "BLUE_GREEN");
        assertThat(deployments().get(0).statusAsString()).isEqualTo("SUCCESSFUL");
        assertThat(deaf()).isEmpty();
    }

    @Test
    void aCommitThatWaitsForTheRolloutBeforeItIsNotInSync() throws IOException {
        edit(CANARY, "strategy: blue-green, bake: 1m");
        settle();
        edit("/kinexus-api:1.4.2", "/kinexus-api:1.5.0");
        Turned turned = operated.turn("commit");
        assertThat(turned.snapshot().sync()).isEqualTo("OutOfSync");
        settle();
    }

    @Test
    void aTestListenerLeadsToTheNewRevisionTooAndOnlyWhereItIsDeclared() throws IOException {
        edit("{port: 443, certificate: api}", "{port: 443, certificate: api},{port: 8443, certificate: api}");
        edit("listener: 443,", "listener: 443, test: 8443,");
        edit(CANARY, "strategy: blue-green, bake: 1m");
        settle();
        edit("/kinexus-api:1.4.2", "/kinexus-api:1.5.0");
        settle();
        assertThat(weights(443)).isEqualTo(Map.of("small-api-blue", 0, "small-api-green", 100));
        assertThat(weights(8443)).isEqualTo(weights(443));
    }

    @Test
    void whereScalingGoesTheCountIsGitsAgainInTheSamePlan() throws IOException {
        edit(CANARY, "strategy: blue-green, bake: 1m");
        settle();
        operated.client(EcsClient.class)
                .updateService(r -> r.cluster("c").service("api").desiredCount(5));
        operated.sandbox.advance(Duration.ofMinutes(3));
        settle();
        String scaling = Files.readString(file)
                .lines()
                .filter(line -> line.startsWith("  scaling:"))
                .findFirst()
                .orElseThrow();
        edit(scaling, "  desiredCount: 3");
        Plan plan = operated.plan();
        assertThat(plan.steps().stream().filter(step -> step.action().writes()).map(step -> step.id()
                        .local()))
                .contains("ecs-service/api", "scalable-target/api");
        settle();
        assertThat(operated.client(EcsClient.class)
                        .describeServices(r -> r.cluster("c").services("api"))
                        .services()
                        .get(0)
                        .desiredCount())
                .isEqualTo(3);
        assertThat(deployments()).as("a count starts no deployment").hasSize(1);
    }
}
