package io.kinexus.operator.blueprint.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.core.judge.Criterion;
import io.kinexus.operator.core.policy.Contents;
import io.kinexus.operator.core.policy.Metric;
import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.policy.Policy.Strategy;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Advanced;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Deployment;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Steps;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec.Target;
import io.kinexus.operator.kind.listenerrule.ListenerRuleSpec;
import io.kinexus.operator.kind.role.RoleSpec;
import io.kinexus.operator.support.Written;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the rollout of a Service says becomes what ECS is told and what the operator goes by. */
class ServiceRolloutTest {
    private static final String IN = "port: 8000\ningress: {loadBalancer: edge, listener: 80}\n";
    private static final String TESTED = "port: 8000\ningress: {loadBalancer: edge, listener: 80, test: 8080}\n";
    private static final String ROLE = "arn:aws:iam::123456789012:role/kinexus/test/test-app-infrastructure";
    private static final String HEALTH =
            "health: {path: /h, interval: 10s, timeout: 5s, healthyThreshold: 2, gracePeriod: 60s}\n";

    @TempDir
    Path root;

    private Written with(String spec) {
        return new Written(root).service("app", spec);
    }

    private static EcsServiceSpec service(Written written) {
        return written.spec(EcsServiceSpec.class, "ecs-service/app");
    }

    private static Policy policy(Written written) {
        return written.declared("ecs-service/app").policy().orElseThrow();
    }

    record Case(String rollout, Deployment deployment) {
        @Override
        public String toString() {
            return rollout;
        }
    }

    static Stream<Case> strategies() {
        return Stream.of(
                new Case("{strategy: rolling}", Deployment.rolling(100, 200, true)),
                new Case("{strategy: blue-green, bake: 7m}", shifting(Strategy.BLUE_GREEN, 7, Optional.empty())),
                new Case("{strategy: blue-green}", shifting(Strategy.BLUE_GREEN, 5, Optional.empty())),
                new Case(
                        "{strategy: canary, percent: 0.5, stepBake: 4m, bake: 0m}",
                        shifting(Strategy.CANARY, 0, Optional.of(new Steps(0.5, 4)))),
                new Case("{strategy: canary}", shifting(Strategy.CANARY, 5, Optional.of(new Steps(5, 10)))),
                new Case(
                        "{strategy: linear, step: 25, stepBake: 2m}",
                        shifting(Strategy.LINEAR, 5, Optional.of(new Steps(25, 2)))),
                new Case("{strategy: linear}", shifting(Strategy.LINEAR, 5, Optional.of(new Steps(10, 10)))));
    }

    private static Deployment shifting(Strategy strategy, int bake, Optional<Steps> steps) {
        return new Deployment(strategy, 100, 200, false, Optional.of(bake), steps, Set.of());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strategies")
    void ecsAndTheOperatorGoByTheSameStrategy(Case it) {
        Written written = with(IN + "rollout: " + it.rollout());
        assertThat(service(written).deployment()).isEqualTo(it.deployment());
        Policy policy = policy(written);
        assertThat(policy.strategy()).isEqualTo(it.deployment().strategy());
        assertThat(policy.bake().toMinutes())
                .isEqualTo((long) it.deployment().bakeTimeInMinutes().orElse(0));
        it.deployment().steps().ifPresent(steps -> {
            assertThat(policy.percent()).isEqualTo(steps.percent());
            assertThat(policy.stepBake().toMinutes()).isEqualTo(steps.bakeTimeInMinutes());
            assertThat(policy.steps()).startsWith(steps.percent()).allMatch(share -> share < 100);
        });
    }

    @Test
    void trafficMovesBetweenTwoGroupsByARuleAndARoleThatAreThereFirst() {
        Written written = with(IN + "rollout: {strategy: blue-green}");
        assertThat(service(written).targets())
                .containsExactly(new Target(
                        "${target-group/app-blue.arn}",
                        "app",
                        8000,
                        Optional.of(new Advanced(
                                "${target-group/app-green.arn}", "${listener-rule/app.arn}", Optional.empty(), ROLE))));
        assertThat(written.declared("ecs-service/app").after())
                .extracting(id -> id.local())
                .contains("listener-rule/app", "role/app-infrastructure");
        assertThat(written.ids("app")).doesNotContain("listener-rule/app-test");
    }

    @Test
    void aTestListenerHasARuleOfItsOwnOnlyWhereOneIsDeclared() {
        Written written = with(TESTED + "rollout: {strategy: blue-green}");
        ListenerRuleSpec rule = written.spec(ListenerRuleSpec.class, "listener-rule/app-test");
        assertThat(rule.listenerArn()).isEqualTo("${listener/edge-8080.arn}");
        assertThat(rule.green()).contains("${target-group/app-green.arn}");
        assertThat(service(written).targets().get(0).advanced().flatMap(Advanced::testListenerRule))
                .contains("${listener-rule/app-test.arn}");
        assertThat(written.declared("ecs-service/app").after())
                .extracting(id -> id.local())
                .contains("listener-rule/app-test");
        assertThat(written.spec(RoleSpec.class, "role/app-infrastructure")
                        .inlinePolicies()
                        .get("infrastructure"))
                .contains("[\"${listener-rule/app.arn}\",\"${listener-rule/app-test.arn}\"]");
    }

    @Test
    void rulesOfTestListenersTakeTheirPlacesAmongTheOthersOfThatListener() {
        Written written = with(TESTED + "rollout: {strategy: blue-green}")
                .service("other", "port: 8000\ningress: {loadBalancer: edge, listener: 8080, path: /a/*}");
        assertThat(written.spec(ListenerRuleSpec.class, "listener-rule/other").priority())
                .isEqualTo(10);
        assertThat(written.spec(ListenerRuleSpec.class, "listener-rule/app-test")
                        .priority())
                .isEqualTo(20);
    }

    @Test
    void aRollingServiceKnowsOneGroupAndLetsAFormerSecondOneGo() {
        Written written = with(IN);
        assertThat(service(written).targets()).containsExactly(new Target("${target-group/app-blue.arn}", "app", 8000));
        ListenerRuleSpec rule = written.spec(ListenerRuleSpec.class, "listener-rule/app");
        assertThat(rule.service()).isEmpty();
        assertThat(rule.former()).contains("test-app-green");
    }

    @Test
    void criticalAlarmsForTheServiceTakeItBack() {
        Written written =
                with(IN + "rollout: {strategy: canary}").service("other", "").document("Alarms", "health", """
                    for: [service/app, service/other]
                    rules:
                      - {name: errors, severity: critical, metric: error-rate, above: 5}
                      - {name: cpu, severity: critical, metric: cpu, above: 80}
                      - {name: memory, metric: memory, above: 80}
                    """);
        List<String> names = List.of("test-health-cpu-service-app", "test-health-errors-service-app");
        assertThat(service(written).deployment().alarms()).isEqualTo(Set.copyOf(names));
        assertThat(policy(written).place().alarms()).isEqualTo(names);
        assertThat(written.spec(EcsServiceSpec.class, "ecs-service/other")
                        .deployment()
                        .alarms())
                .as("without ingress there is no error rate")
                .containsExactly("test-health-cpu-service-other");
    }

    @Test
    void metricsAreJudgedAsSharesOfBadRequests() {
        Policy.Analysis analysis = policy(with(IN + """
            rollout:
              strategy: canary
              analysis:
                interval: 30s
                metrics:
                  - {name: error-rate, max: 1, against: baseline}
                  - {name: latency-p99, maxMs: 800, against: baseline, tolerance: 25}
                  - {name: errors, max: 2}
            """)).analysis().orElseThrow();
        assertThat(analysis.interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(analysis.metrics())
                .containsExactly(
                        new Metric(
                                Optional.empty(),
                                Criterion.ofPercent("error-rate", Optional.of(1.0), Optional.of(0.0))),
                        new Metric(
                                Optional.of(800.0),
                                Criterion.ofLatency("latency-p99 (longer than 800 ms)", Optional.of(25.0))),
                        new Metric(
                                Optional.empty(), Criterion.ofPercent("errors", Optional.of(2.0), Optional.empty())));
    }

    record Deadline(String spec, Duration deadline) {}

    static Stream<Deadline> deadlines() {
        return Stream.of(
                new Deadline("rollout: {strategy: canary, deadline: 45m}", Duration.ofMinutes(45)),
                new Deadline(HEALTH + "rollout: {strategy: canary, stepBake: 10m}", Duration.ofMinutes(17)),
                new Deadline(HEALTH + "rollout: {strategy: linear, step: 30, stepBake: 4m}", Duration.ofMinutes(19)),
                new Deadline(HEALTH + "rollout: {strategy: blue-green}", Duration.ofMinutes(15)),
                new Deadline(
                        HEALTH + "migrate: {command: [up], timeout: 20m}\nrollout: {strategy: blue-green}",
                        Duration.ofMinutes(27)));
    }

    @ParameterizedTest
    @MethodSource("deadlines")
    void theDeadlineFollowsTheServicesOwnSettings(Deadline it) {
        assertThat(policy(with(IN + it.spec())).deadline()).isEqualTo(it.deadline());
    }

    @Test
    void thePolicyNamesWhatTheRevisionIsAndWhereItRuns() {
        Declared<?> declared = new Written(root)
                .document("Secret", "key", "generate: {length: 32}")
                .service("app", TESTED + HEALTH + """
                    secrets: {KEY: {secret: key}}
                    desiredCount: 3
                    migrate: {command: [up], phase: contract, timeout: 4m}
                    rollout: {strategy: canary, watch: 30m, onFirstFailure: leave}
                    """)
                .declared("ecs-service/app");
        Policy policy = declared.policy().orElseThrow();
        assertThat(policy.watch()).isEqualTo(Duration.ofMinutes(30));
        assertThat(policy.stopFirst()).isFalse();
        assertThat(policy.migration()).contains(new Policy.Migration(List.of("up"), true, Duration.ofMinutes(4)));
        EcsServiceSpec spec = (EcsServiceSpec) declared.spec();
        assertThat(policy.contents())
                .isEqualTo(new Contents(
                        "repo/app:1",
                        "X86_64",
                        "arn:aws:iam::123456789012:role/kinexus/test/test-app-execution",
                        Set.of("${secret/key.arn}"),
                        256,
                        512,
                        3));
        assertThat(policy.place())
                .isEqualTo(new Place(
                        "${cluster/apps.name}",
                        "app",
                        "${task-definition/app.arn}",
                        "app",
                        spec.network().subnets(),
                        spec.network().securityGroups(),
                        false,
                        Optional.of(new Place.Traffic(
                                "${load-balancer/edge.fullName}",
                                List.of("${target-group/app-blue.arn}", "${target-group/app-green.arn}"),
                                "${listener-rule/app.arn}",
                                Optional.of("${listener-rule/app-test.arn}"),
                                8000,
                                new Place.Check(Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 2))),
                        List.of(),
                        Duration.ofSeconds(60)));
    }

    @Test
    void aWorkerHasAPolicyToo() {
        Policy policy = policy(with("rollout: {strategy: rolling, watch: 20m}"));
        assertThat(policy.strategy()).isEqualTo(Strategy.ROLLING);
        assertThat(policy.watch()).isEqualTo(Duration.ofMinutes(20));
        assertThat(policy.place().traffic()).isEmpty();
        assertThat(policy.analysis()).isEmpty();
        assertThat(policy.stopFirst()).isTrue();
    }

    @Test
    void aTestTaskIsStartedAsItIsDeclaredAndReachesTheNewRevision() {
        Written written = new Written(root)
                .document("Task", "smoke", "cluster: apps\nnetwork: main\nimage: a\ncpu: 256\nmemory: 512\ntimeout: 5m")
                .service("app", IN + "rollout: {strategy: blue-green, test: {task: smoke}}");
        Declared<?> declared = written.declared("ecs-service/app");
        assertThat(declared.notes()).isEmpty();
        Policy.TestTask test = declared.policy().orElseThrow().test().orElseThrow();
        assertThat(test.name()).isEqualTo("smoke");
        assertThat(test.port()).contains(8000);
        assertThat(test.launch().taskDefinition()).isEqualTo("${task-definition/smoke.arn}");
        assertThat(test.launch().securityGroups()).containsExactly("${security-group/smoke-task.groupId}");
        assertThat(test.longest()).isEqualTo(Duration.ofMinutes(15));
        assertThat(declared.after()).extracting(ResourceId::local).contains("task-definition/smoke");
        assertThat(written.ids("app")).contains("security-group-rule/smoke-to-app-8000");
    }
}
