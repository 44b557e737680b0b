package io.kinexus.operator.sandbox.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kinexus.operator.support.SandboxDoor;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.AdvancedConfiguration;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

/** What is refused of a service whose deployments shift traffic. */
class ShiftRulesTest {
    static Stream<Arguments> refusals() {
        return Stream.of(
                configured("requires a load balancer", "BLUE_GREEN", d -> {}, List.of()),
                configured("bakeTimeInMinutes must be between", "BLUE_GREEN", d -> d.bakeTimeInMinutes(1441)),
                configured(
                        "canaryPercent must be a multiple",
                        "CANARY",
                        d -> d.canaryConfiguration(c -> c.canaryPercent(0.05))),
                configured(
                        "canaryPercent must be a multiple",
                        "CANARY",
                        d -> d.canaryConfiguration(c -> c.canaryPercent(5.25))),
                configured(
                        "canaryBakeTimeInMinutes must be",
                        "CANARY",
                        d -> d.canaryConfiguration(c -> c.canaryBakeTimeInMinutes(-1))),
                configured(
                        "stepPercent must be a multiple",
                        "LINEAR",
                        d -> d.linearConfiguration(c -> c.stepPercent(2.9))),
                configured(
                        "canaryConfiguration can only be",
                        "LINEAR",
                        d -> d.canaryConfiguration(c -> c.canaryPercent(5.0))),
                configured(
                        "linearConfiguration can only be",
                        "BLUE_GREEN",
                        d -> d.linearConfiguration(c -> c.stepPercent(5.0))),
                configured("failed to satisfy constraint", "SIDEWAYS", d -> {}),
                balanced("alternateTargetGroupArn is required", (world, a) -> a.alternateTargetGroupArn(null)),
                balanced("must be different", (world, a) -> a.alternateTargetGroupArn(world.first)),
                balanced("does not exist", (world, a) -> a.alternateTargetGroupArn(world.second + "0")),
                balanced(
                        "must forward to both",
                        (world, a) -> a.alternateTargetGroupArn(world.net.group("web-elsewhere"))),
                balanced("productionListenerRule is required", (world, a) -> a.productionListenerRule(null)),
                balanced("listener rule", (world, a) -> a.productionListenerRule(world.rule + "0")),
                balanced("must be different rules", (world, a) -> a.testListenerRule(world.rule)),
                balanced("roleArn is required", (world, a) -> a.roleArn(null)),
                balanced("unable to assume the role", (world, a) -> a.roleArn(world.role + "0")));
    }

    private static Arguments configured(
            String message, String strategy, Consumer<DeploymentConfiguration.Builder> more) {
        return request(message, (world, r) -> r.deploymentConfiguration(d -> more.accept(d.strategy(strategy))));
    }

    private static Arguments configured(
            String message,
            String strategy,
            Consumer<DeploymentConfiguration.Builder> more,
            List<LoadBalancer> balancers) {
        return request(message, (world, r) -> r.loadBalancers(balancers)
                .healthCheckGracePeriodSeconds(null)
                .deploymentConfiguration(d -> more.accept(d.strategy(strategy))));
    }

    private static Arguments balanced(String message, BiConsumer<ShiftWorld, AdvancedConfiguration.Builder> change) {
        return request(message, (world, r) -> {
            AdvancedConfiguration.Builder two = world.balancer().build().advancedConfiguration().toBuilder();
            change.accept(world, two);
            r.loadBalancers(world.balancer().advancedConfiguration(two.build()).build());
        });
    }

    private static Arguments request(String message, BiConsumer<ShiftWorld, CreateServiceRequest.Builder> change) {
        return Arguments.of(message, change);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refused(String message, BiConsumer<ShiftWorld, CreateServiceRequest.Builder> change) {
        ShiftWorld world = new ShiftWorld(SandboxDoor.Way.IN_PROCESS);
        CreateServiceRequest.Builder request = world.request("1", d -> d.strategy("BLUE_GREEN"));
        change.accept(world, request);
        EcsException refused = catchThrowableOfType(EcsException.class, () -> world.ecs.createService(request.build()));
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterException");
        assertThat(refused).hasMessageContaining(message);
    }
}
