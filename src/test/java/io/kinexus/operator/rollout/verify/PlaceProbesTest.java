package io.kinexus.operator.rollout.verify;

import static io.kinexus.operator.rollout.verify.Case.NOTHING;
import static io.kinexus.operator.rollout.verify.Case.with;

import io.kinexus.operator.core.policy.Place;
import io.kinexus.operator.core.policy.Policy;
import io.kinexus.operator.core.rollout.Verification.Result;
import io.kinexus.operator.support.Balanced;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Where a task runs: target groups, addresses and quota, listener, alarms. */
class PlaceProbesTest {
    @ParameterizedTest
    @MethodSource({"groups", "rooms", "listeners", "alarms"})
    void whereATaskRuns(Case one) {
        one.holds();
    }

    private static Place placed(
            Ready world, Set<String> subnets, Optional<Place.Traffic> traffic, List<String> alarms) {
        Place as = world.place();
        return new Place(
                as.cluster(),
                as.service(),
                as.taskDefinition(),
                as.container(),
                subnets,
                as.securityGroups(),
                as.publicIp(),
                traffic,
                alarms,
                as.grace());
    }

    private static Function<Ready, Policy> reached(Function<Ready, Optional<Place.Traffic>> traffic) {
        return world -> world.policy(
                world.contents(), placed(world, world.place().subnets(), traffic.apply(world), List.of(Ready.ALARM)));
    }

    private static Place.Traffic through(Ready world, List<String> groups, String rule) {
        Place.Traffic as = world.traffic(8000);
        return new Place.Traffic(as.loadBalancer(), groups, rule, as.testRule(), as.port(), as.check());
    }

    private static Case as(String reason, Function<Ready, Policy> policy, String check, Result result, String said) {
        return new Case(reason, NOTHING, policy, check, result, said);
    }

    static Stream<Case> groups() {
        String check = "target-group";
        Consumer<Ready> elsewhere = world -> world.network.elb().modifyTargetGroup(r -> r.targetGroupArn(world.green)
                .healthCheckPort("9"));
        return Stream.of(
                as("no ingress", reached(world -> Optional.empty()), check, Result.PASSED, "takes no requests"),
                as(
                        "one of two",
                        reached(world -> Optional.of(through(world, List.of(world.blue), world.rule))),
                        check,
                        Result.FAILED,
                        "between two target groups and there is one"),
                as(
                        "gone",
                        reached(world -> Optional.of(through(
                                world, List.of(world.blue, world.green.replace("green/", "gone/")), world.rule))),
                        check,
                        Result.FAILED,
                        "target group api-gone does not exist"),
                as(
                        "behind nothing",
                        reached(world -> Optional.of(
                                through(world, List.of(world.blue, world.network.group("alone")), world.rule))),
                        check,
                        Result.FAILED,
                        "target group alone is behind no load balancer"),
                as(
                        "not known yet",
                        reached(world -> Optional.of(
                                through(world, List.of("${target-group/api-blue.arn}", world.green), world.rule))),
                        check,
                        Result.NOT_CHECKED,
                        "waits for target-group/api-blue"),
                new Case(
                        "health elsewhere", elsewhere, Ready::policy, check, Result.FAILED, "checks health on port 9"));
    }

    static Stream<Case> rooms() {
        return Stream.of(
                as("a second set", Ready::policy, "addresses", Result.PASSED, "up to 2 more tasks"),
                as(
                        "too many",
                        world -> with(world, Ready.IMAGE + "1", "X86_64", world.role, 256, 900),
                        "addresses",
                        Result.FAILED,
                        "up to 900 more tasks run during the rollout"),
                as(
                        "not an even share",
                        world -> with(world, Ready.IMAGE + "1", "X86_64", world.role, 256, 748),
                        "addresses",
                        Result.PASSED,
                        "though not for an even share in subnet-"),
                as(
                        "no such subnet",
                        world -> world.policy(
                                world.contents(),
                                placed(world, Set.of("subnet-0123456789abcdef0"), Optional.empty(), List.of())),
                        "addresses",
                        Result.FAILED,
                        "there is no subnet subnet-0123456789abcdef0"),
                as(
                        "subnets not known yet",
                        world -> world.policy(
                                world.contents(),
                                placed(
                                        world,
                                        Set.of("${subnet/main-private-a.subnetId}"),
                                        Optional.empty(),
                                        List.of())),
                        "addresses",
                        Result.NOT_CHECKED,
                        "waits for subnet/main-private-a"),
                as("a whole set of vCPUs", Ready::policy, "fargate-quota", Result.PASSED, "up to 2 more vCPUs"),
                as(
                        "rolling beside what runs",
                        world -> Ready.policy(Policy.Strategy.ROLLING, world.contents(), world.place()),
                        "fargate-quota",
                        Result.PASSED,
                        "up to 2 more vCPUs"),
                as(
                        "above the quota",
                        world -> with(world, Ready.IMAGE + "1", "X86_64", world.role, 16384, 250),
                        "fargate-quota",
                        Result.FAILED,
                        "up to 4000 more vCPUs, and 2 of the quota of 4000 are in use: ask AWS"));
    }

    static Stream<Case> listeners() {
        return Stream.of(
                as(
                        "at rest",
                        Ready::policy,
                        "listener",
                        Result.PASSED,
                        "weights are api-blue 100, api-green 0, and api-blue has healthy targets"),
                as("no ingress", reached(world -> Optional.empty()), "listener", Result.PASSED, "takes no requests"),
                new Case(
                        "left halfway",
                        world -> world.weights(50, 50),
                        Ready::policy,
                        "listener",
                        Result.FAILED,
                        "no deployment is under way, and the weights are api-blue 50, api-green 50: give all"),
                new Case(
                        "nothing behind it",
                        world -> world.weights(0, 1),
                        Ready::policy,
                        "listener",
                        Result.PASSED,
                        "api-green has no healthy target now, so that there is nothing good to go back to"),
                new Case(
                        "to one alone",
                        world -> world.network.elb().modifyRule(r -> r.ruleArn(world.rule)
                                .actions(Balanced.forward(world.blue))),
                        Ready::policy,
                        "listener",
                        Result.FAILED,
                        "the rule does not lead to api-green"),
                new Case(
                        "to a stranger",
                        world -> world.network.elb().modifyRule(r -> r.ruleArn(world.rule)
                                .actions(Balanced.forward(world.network.group("other")))),
                        Ready::policy,
                        "listener",
                        Result.FAILED,
                        "the rule leads to other too"),
                as(
                        "gone",
                        reached(world -> Optional.of(
                                through(world, List.of(world.blue, world.green), world.rule.replaceFirst(".$", "x")))),
                        "listener",
                        Result.FAILED,
                        "its listener rule does not exist"),
                new Case(
                        "under way",
                        world -> world.scope.client(EcsClient.class).updateService(r -> r.cluster("main")
                                .service("api")
                                .forceNewDeployment(true)),
                        Ready::policy,
                        "listener",
                        Result.NOT_CHECKED,
                        "ECS is at work on a deployment now"));
    }

    static Stream<Case> alarms() {
        return Stream.of(
                as("none fires", Ready::policy, "alarms", Result.PASSED, "none fires"),
                as(
                        "none declared",
                        world -> world.policy(
                                world.contents(), placed(world, world.place().subnets(), Optional.empty(), List.of())),
                        "alarms",
                        Result.PASSED,
                        "none takes it back"),
                new Case(
                        "fires already",
                        world -> world.scope.client(CloudWatchClient.class).setAlarmState(r -> r.alarmName(Ready.ALARM)
                                .stateValue(StateValue.ALARM)
                                .stateReason("a test")),
                        Ready::policy,
                        "alarms",
                        Result.PASSED,
                        "api-errors in ALARM already"),
                as(
                        "missing",
                        world -> world.policy(
                                world.contents(),
                                placed(
                                        world,
                                        world.place().subnets(),
                                        Optional.empty(),
                                        List.of(Ready.ALARM, "nobody"))),
                        "alarms",
                        Result.NOT_CHECKED,
                        "nobody cannot be watched"));
    }
}
