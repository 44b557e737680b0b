package io.kinexus.operator.sandbox.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.support.SandboxDoor;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What a deployment that shifts traffic tells and holds, and what is left where it may not or cannot go back. */
class ShiftEdgesTest {
    private final ShiftWorld world = new ShiftWorld(SandboxDoor.Way.IN_PROCESS);

    private static void linear(DeploymentConfiguration.Builder configuration, boolean rollback) {
        configuration
                .strategy("LINEAR")
                .bakeTimeInMinutes(5)
                .linearConfiguration(l -> l.stepPercent(50.0).stepBakeTimeInMinutes(5))
                .alarms(a -> a.alarmNames("errors").enable(true).rollback(rollback));
    }

    @Test
    void eventBridgeHearsOfTheFailureAndOfTheWayBack() {
        world.running(d -> linear(d, true));
        SqsClient sqs = world.door.scope().client(SqsClient.class);
        String queue = sqs.createQueue(r -> r.queueName("events")).queueUrl();
        EventBridgeClient events = world.door.scope().client(EventBridgeClient.class);
        events.putRule(r -> r.name("all").eventPattern("{\"detail-type\":[\"ECS Deployment State Change\"]}"));
        events.putTargets(r -> r.rule("all")
                .targets(Target.builder()
                        .id("queue")
                        .arn("arn:aws:sqs:us-east-1:123456789012:events")
                        .build()));
        world.update("2");
        world.until("PRODUCTION_TRAFFIC_SHIFT");
        world.alarm("ALARM");
        world.advance(60);
        List<String> names = sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10)).messages().stream()
                .map(Message::body)
                .map(body -> body.replaceAll(".*\"eventName\":\"SERVICE_DEPLOYMENT_([A-Z_]+)\".*", "$1"))
                .toList();
        assertThat(names).containsExactly("IN_PROGRESS", "FAILED", "IN_PROGRESS", "COMPLETED");
    }

    @Test
    void scalingInIsHeldUntilItIsDone() {
        world.running(d -> linear(d, true));
        assertThat(deploying()).isFalse();
        world.update("2");
        for (String stage : List.of("PRE_SCALE_UP", "SCALE_UP", "PRODUCTION_TRAFFIC_SHIFT", "BAKE_TIME")) {
            world.until(stage);
            assertThat(deploying()).as(stage).isTrue();
        }
        world.stop();
        assertThat(deploying()).as("on the way back").isTrue();
        world.advance(120);
        assertThat(deploying()).isFalse();
    }

    private boolean deploying() {
        return world.door.sandbox().locked(() -> world.door
                .sandbox()
                .account("123456789012", "us-east-1")
                .service(EcsSandbox.class)
                .deploying("main", "web"));
    }

    @Test
    void whereNobodyAsksForARollbackItStopsWhereItStands() {
        world.running(d -> linear(d, false));
        world.update("2");
        world.until("PRODUCTION_TRAFFIC_SHIFT");
        world.alarm("ALARM");
        world.advance(1200);
        assertThat(world.deployment().status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        assertThat(world.weights()).isEqualTo("50/50");
        assertThat(List.of(world.healthy(world.first), world.healthy(world.second)))
                .containsExactly(2L, 2L);
        assertThat(world.service().deployments())
                .extracting(Deployment::rolloutState)
                .containsExactly(DeploymentRolloutState.FAILED, DeploymentRolloutState.COMPLETED);
        world.alarm("OK");
        world.update("3");
        assertThat(world.weights()).isEqualTo("100/0");
        world.advance(1800);
        assertThat(world.deployment().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(world.service().runningCount()).isEqualTo(2);
    }

    @Test
    void aFirstDeploymentThatIsStoppedCannotGoBack() {
        world.ecs.createService(world.request("1", d -> linear(d, true)).build());
        world.until("SCALE_UP");
        world.stop();
        world.advance(60);
        assertThat(world.deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_FAILED);
        assertThat(world.service().deployments().get(0).rolloutState()).isEqualTo(DeploymentRolloutState.FAILED);
    }

    @Test
    void aTaskOfTheOldRevisionIsReplacedWhileTheNewOneFails() {
        world.running(d -> d.strategy("BLUE_GREEN")
                .deploymentCircuitBreaker(b -> b.enable(false).rollback(false)));
        world.update("2-missing");
        world.advance(300);
        String task = world.ecs
                .listTasks(r -> r.cluster("main").desiredStatus("RUNNING").serviceName("web"))
                .taskArns()
                .get(0);
        world.ecs.stopTask(r -> r.cluster("main").task(task));
        world.advance(60);
        assertThat(world.healthy(world.first)).isEqualTo(2);
        assertThat(world.deployment().lifecycleStageAsString()).isEqualTo("SCALE_UP");
        world.advance(24 * 3600);
        assertThat(world.deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(world.deployment().statusReason()).contains("SCALE_UP lifecycle stage timed out");
    }
}
