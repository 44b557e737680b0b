package io.kinexus.operator.sandbox.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** The way of a deployment through its stages, by a clock moved second by second. */
class ShiftStagesTest {
    private ShiftWorld world = new ShiftWorld(SandboxDoor.Way.IN_PROCESS);

    private void running(Consumer<DeploymentConfiguration.Builder> configuration) {
        world.running(configuration);
        assertThat(world.deployment().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    /** Each change of stage or weights with its second. */
    private List<String> walk() {
        Instant start = world.door.sandbox().clock().instant();
        List<String> seen = new ArrayList<>();
        String last = "";
        for (int i = 0; i < 3600; i++) {
            ServiceDeployment now = world.deployment();
            String line = now.lifecycleStage() + " " + world.weights();
            if (now.status() != ServiceDeploymentStatus.IN_PROGRESS) {
                seen.add(since(start) + " " + now.status() + " " + world.weights());
                return seen;
            }
            if (!line.equals(last)) {
                seen.add(since(start) + " " + line);
                last = line;
            }
            world.advance(1);
        }
        throw new AssertionError("it does not end: " + seen);
    }

    private long since(Instant start) {
        return Duration.between(start, world.door.sandbox().clock().instant()).toSeconds();
    }

    @Test
    void blueGreen() {
        running(d -> d.strategy("BLUE_GREEN").bakeTimeInMinutes(3));
        world.update("2");
        assertThat(walk())
                .containsExactly(
                        "0 PRE_SCALE_UP 100/0",
                        "5 SCALE_UP 100/0",
                        "35 POST_SCALE_UP 100/0",
                        "40 TEST_TRAFFIC_SHIFT 100/0",
                        "45 POST_TEST_TRAFFIC_SHIFT 100/0",
                        "50 PRODUCTION_TRAFFIC_SHIFT 0/100",
                        "55 POST_PRODUCTION_TRAFFIC_SHIFT 0/100",
                        "60 BAKE_TIME 0/100",
                        "240 CLEAN_UP 0/100",
                        "245 SUCCESSFUL 0/100");
    }

    @Test
    void canary() {
        running(d -> d.strategy("CANARY").bakeTimeInMinutes(1).canaryConfiguration(c -> c.canaryPercent(2.5)
                .canaryBakeTimeInMinutes(4)));
        world.update("2");
        assertThat(walk())
                .contains(
                        "50 PRODUCTION_TRAFFIC_SHIFT 975/25",
                        "290 PRODUCTION_TRAFFIC_SHIFT 0/100",
                        "295 POST_PRODUCTION_TRAFFIC_SHIFT 0/100",
                        "300 BAKE_TIME 0/100",
                        "360 CLEAN_UP 0/100",
                        "365 SUCCESSFUL 0/100");
    }

    @Test
    void linearHasNoBakeAfterItsLastStep() {
        running(d -> d.strategy("LINEAR")
                .linearConfiguration(c -> c.stepPercent(40.0).stepBakeTimeInMinutes(2)));
        world.update("2");
        assertThat(walk())
                .contains(
                        "50 PRODUCTION_TRAFFIC_SHIFT 60/40",
                        "170 PRODUCTION_TRAFFIC_SHIFT 20/80",
                        "290 PRODUCTION_TRAFFIC_SHIFT 0/100",
                        "295 POST_PRODUCTION_TRAFFIC_SHIFT 0/100",
                        "310 SUCCESSFUL 0/100");
    }

    @Test
    void theGroupsTakeTurns() {
        running(d -> d.strategy("BLUE_GREEN"));
        assertThat(List.of(world.healthy(world.first), world.healthy(world.second)))
                .containsExactly(2L, 0L);
        world.update("2");
        world.advance(600);
        assertThat(world.weights()).isEqualTo("0/100");
        assertThat(world.weights(world.testRule)).isEqualTo("0/100");
        assertThat(List.of(world.healthy(world.first), world.healthy(world.second)))
                .containsExactly(0L, 2L);
        world.update("3");
        world.advance(600);
        assertThat(world.weights()).isEqualTo("100/0");
        assertThat(List.of(world.healthy(world.first), world.healthy(world.second)))
                .containsExactly(2L, 0L);
        assertThat(world.service().deployments()).hasSize(1);
    }

    @Test
    void bothRevisionsAreShownWithTheirCountsAndShares() {
        running(d -> d.strategy("CANARY")
                .canaryConfiguration(c -> c.canaryPercent(10.0).canaryBakeTimeInMinutes(5)));
        world.update("2");
        world.until("SCALE_UP");
        assertThat(ShiftWorld.shown(world.deployment().targetServiceRevision()))
                .isEqualTo("2 wanted, 0 running, 0.0% production, 0.0% test");
        world.until("PRODUCTION_TRAFFIC_SHIFT");
        ServiceDeployment shifting = world.deployment();
        assertThat(ShiftWorld.shown(shifting.targetServiceRevision()))
                .isEqualTo("2 wanted, 2 running, 10.0% production, 100.0% test");
        assertThat(shifting.sourceServiceRevisions())
                .extracting(ShiftWorld::shown)
                .containsExactly("2 wanted, 2 running, 90.0% production, 0.0% test");
        Service service = world.service();
        assertThat(service.deployments()).extracting(Deployment::status).containsExactly("PRIMARY", "ACTIVE");
        assertThat(service.deployments()).extracting(Deployment::desiredCount).containsExactly(2, 2);
        assertThat(service.currentServiceDeployment()).isEqualTo(shifting.serviceDeploymentArn());
        world.advance(900);
        ServiceDeployment done = world.deployment();
        assertThat(ShiftWorld.shown(done.targetServiceRevision()))
                .isEqualTo("2 wanted, 2 running, 100.0% production, 100.0% test");
        assertThat(done.sourceServiceRevisions())
                .extracting(ShiftWorld::shown)
                .containsExactly("0 wanted, 0 running, 0.0% production, 0.0% test");
    }

    @Test
    void aRevisionSaysWhichGroupItStandsIn() {
        running(d -> d.strategy("BLUE_GREEN"));
        world.update("2");
        String arn = world.deployment().targetServiceRevision().arn();
        ServiceRevision revision = world.ecs
                .describeServiceRevisions(r -> r.serviceRevisionArns(arn))
                .serviceRevisions()
                .get(0);
        assertThat(revision.resolvedConfiguration().loadBalancers().get(0).targetGroupArn())
                .isEqualTo(world.second);
    }

    @Test
    void theFirstDeploymentHasNoSourceAndTakesAllTrafficAtOnce() {
        world.ecs.createService(world.request("1", d -> d.strategy("CANARY").bakeTimeInMinutes(30))
                .build());
        assertThat(world.deployment().sourceServiceRevisions()).isEmpty();
        assertThat(walk())
                .containsExactly(
                        "0 PRE_SCALE_UP 1/0",
                        "5 SCALE_UP 1/0",
                        "35 POST_SCALE_UP 1/0",
                        "40 TEST_TRAFFIC_SHIFT 1/0",
                        "45 POST_TEST_TRAFFIC_SHIFT 1/0",
                        "50 PRODUCTION_TRAFFIC_SHIFT 100/0",
                        "55 POST_PRODUCTION_TRAFFIC_SHIFT 100/0",
                        "60 BAKE_TIME 100/0",
                        "65 CLEAN_UP 100/0",
                        "70 SUCCESSFUL 100/0");
    }

    @ParameterizedTest
    @EnumSource(SandboxDoor.Way.class)
    void throughBothDoors(SandboxDoor.Way way) {
        world.door.close();
        world = new ShiftWorld(way);
        running(d -> d.strategy("BLUE_GREEN").bakeTimeInMinutes(10));
        world.update("2");
        world.until("BAKE_TIME");
        assertThat(world.deployment().targetServiceRevision().requestedProductionTrafficWeight())
                .isEqualTo(100.0);
        world.stop();
        assertThat(world.deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_REQUESTED);
        assertThat(world.weights()).isEqualTo("100/0");
        world.advance(60);
        assertThat(world.deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        world.door.close();
    }

    @Test
    void scalingOutReachesBothRevisions() {
        running(d -> d.strategy("BLUE_GREEN").bakeTimeInMinutes(10));
        world.update("2");
        world.until("BAKE_TIME");
        world.ecs.updateService(r -> r.cluster("main").service("web").desiredCount(4));
        world.advance(60);
        assertThat(world.service().deployments())
                .extracting(Deployment::runningCount)
                .containsExactly(4, 4);
        assertThat(world.deployment().lifecycleStageAsString()).isEqualTo("BAKE_TIME");
    }

    @Test
    void aRollingUpdateStaysInTheGroupThatIsLive() {
        running(d -> d.strategy("BLUE_GREEN"));
        world.update("2");
        world.advance(600);
        String definition = world.register("3");
        world.ecs.updateService(r -> r.cluster("main")
                .service("web")
                .taskDefinition(definition)
                .deploymentConfiguration(d -> d.strategy("ROLLING")));
        world.advance(900);
        assertThat(world.weights()).isEqualTo("0/100");
        assertThat(world.healthy(world.second)).isEqualTo(2);
        assertThat(world.service().deployments().get(0).rolloutState()).isEqualTo(DeploymentRolloutState.COMPLETED);
    }
}
