package io.kinexus.operator.sandbox.ecs.shift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentStrategy;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentLifecycleStage;

class StepsTest {
    static Stream<Arguments> shifts() {
        return Stream.of(
                one(DeploymentStrategy.BLUE_GREEN, d -> {}, "100.0% PT5S"),
                one(DeploymentStrategy.CANARY, d -> {}, "5.0% PT10M", "100.0% PT5S"),
                one(
                        DeploymentStrategy.CANARY,
                        d -> d.canaryConfiguration(c -> c.canaryPercent(0.1).canaryBakeTimeInMinutes(0)),
                        "0.1% PT5S",
                        "100.0% PT5S"),
                one(DeploymentStrategy.CANARY, d -> d.canaryConfiguration(c -> c.canaryPercent(100.0)), "100.0% PT5S"),
                one(
                        DeploymentStrategy.LINEAR,
                        d -> d.linearConfiguration(c -> c.stepPercent(33.3).stepBakeTimeInMinutes(2)),
                        "33.3% PT2M",
                        "66.6% PT2M",
                        "99.9% PT2M",
                        "100.0% PT5S"),
                one(
                        DeploymentStrategy.LINEAR,
                        d -> d.linearConfiguration(c -> c.stepPercent(50.0).stepBakeTimeInMinutes(1)),
                        "50.0% PT1M",
                        "100.0% PT5S"));
    }

    private static Arguments one(
            DeploymentStrategy strategy, Consumer<DeploymentConfiguration.Builder> more, String... expected) {
        return Arguments.of(
                DeploymentConfiguration.builder()
                        .strategy(strategy)
                        .applyMutation(more)
                        .build(),
                List.of(expected));
    }

    @ParameterizedTest
    @MethodSource("shifts")
    void theSharesOfProductionTraffic(DeploymentConfiguration configuration, List<String> expected) {
        assertThat(Steps.forward(configuration, false, false))
                .filteredOn(step -> step.production().isPresent())
                .extracting(step -> step.production().orElseThrow() + "% " + step.hold())
                .isEqualTo(expected);
    }

    @Test
    void aLinearDeploymentOfTensHasTenSteps() {
        DeploymentConfiguration linear = DeploymentConfiguration.builder()
                .strategy(DeploymentStrategy.LINEAR)
                .build();
        assertThat(Steps.forward(linear, false, false))
                .filteredOn(step -> step.production().isPresent())
                .hasSize(10);
    }

    @Test
    void theStagesInAwsOrder() {
        DeploymentConfiguration plain = DeploymentConfiguration.builder()
                .strategy(DeploymentStrategy.BLUE_GREEN)
                .build();
        assertThat(Steps.forward(plain, true, false))
                .extracting(Step::stage)
                .containsExactly(
                        ServiceDeploymentLifecycleStage.RECONCILE_SERVICE,
                        ServiceDeploymentLifecycleStage.PRE_SCALE_UP,
                        ServiceDeploymentLifecycleStage.SCALE_UP,
                        ServiceDeploymentLifecycleStage.POST_SCALE_UP,
                        ServiceDeploymentLifecycleStage.TEST_TRAFFIC_SHIFT,
                        ServiceDeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT,
                        ServiceDeploymentLifecycleStage.PRODUCTION_TRAFFIC_SHIFT,
                        ServiceDeploymentLifecycleStage.POST_PRODUCTION_TRAFFIC_SHIFT,
                        ServiceDeploymentLifecycleStage.BAKE_TIME,
                        ServiceDeploymentLifecycleStage.CLEAN_UP);
    }

    @ParameterizedTest
    @CsvSource({"0,0,100", "100,100,0", "5,5,95", "0.1,1,999", "33.3,333,667", "99.9,999,1"})
    void aPercentageAsWeights(double percent, int fresh, int before) {
        assertThat(Split.of(percent)).isEqualTo(new Split(fresh, before));
    }
}
