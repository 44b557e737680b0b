package io.kinexus.operator.sandbox.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookStage;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceDeploymentStatus;
import software.amazon.awssdk.services.ecs.model.ServiceEvent;
import software.amazon.awssdk.services.iam.IamClient;

/** How a deployment that shifts traffic is taken back: by whom, from where, and what is left. */
class ShiftRollbackTest {
    private final ShiftWorld world = new ShiftWorld(SandboxDoor.Way.IN_PROCESS);
    private String good = "";

    @BeforeEach
    void aServiceAtRest() {
        world.running(ShiftRollbackTest::canary);
        good = world.service().taskDefinition();
    }

    private static void canary(DeploymentConfiguration.Builder configuration) {
        configuration
                .strategy("CANARY")
                .bakeTimeInMinutes(10)
                .canaryConfiguration(c -> c.canaryPercent(10.0).canaryBakeTimeInMinutes(5))
                .alarms(a -> a.alarmNames("errors").enable(true).rollback(true));
    }

    private void isBack() {
        ServiceDeployment done = world.deployment();
        assertThat(done.status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        assertThat(done.rollback().serviceRevisionArn())
                .isEqualTo(done.sourceServiceRevisions().get(0).arn());
        assertThat(ShiftWorld.shown(done.targetServiceRevision()))
                .isEqualTo("0 wanted, 0 running, 0.0% production, 0.0% test");
        assertThat(done.sourceServiceRevisions())
                .extracting(ShiftWorld::shown)
                .containsExactly("2 wanted, 2 running, 100.0% production, 100.0% test");
        assertThat(world.service().taskDefinition()).isEqualTo(good);
        assertThat(world.service().deployments()).extracting(Deployment::status).containsExactly("PRIMARY");
        assertThat(world.service().runningCount()).isEqualTo(2);
        assertThat(world.weights()).isIn("100/0", "1/0");
        assertThat(world.healthy(world.first)).isEqualTo(2);
        assertThat(world.healthy(world.second)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRE_SCALE_UP",
                "SCALE_UP",
                "POST_SCALE_UP",
                "TEST_TRAFFIC_SHIFT",
                "POST_TEST_TRAFFIC_SHIFT",
                "PRODUCTION_TRAFFIC_SHIFT",
                "POST_PRODUCTION_TRAFFIC_SHIFT",
                "BAKE_TIME"
            })
    void stoppedInAStageItsTrafficIsBackAtOnce(String stage) {
        world.update("2");
        world.until(stage);
        world.stop();
        assertThat(world.weights()).isEqualTo("100/0");
        assertThat(world.weights(world.testRule)).isEqualTo("100/0");
        assertThat(world.healthy(world.first)).isEqualTo(2);
        assertThat(world.deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_REQUESTED);
        world.advance(5);
        assertThat(world.deployment().status())
                .isIn(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS, ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL);
        world.advance(60);
        isBack();
    }

    @Test
    void stoppedInCleanUpTheOldTasksComeFirst() {
        world.update("2");
        world.until("CLEAN_UP");
        world.stop();
        assertThat(world.weights()).isEqualTo("0/100");
        for (int i = 0; i < 120 && world.weights().equals("0/100"); i++) {
            world.advance(1);
        }
        assertThat(world.healthy(world.first)).isEqualTo(2);
        world.advance(60);
        isBack();
    }

    @ParameterizedTest
    @CsvSource({"2-missing,SCALE_UP", "2-unhealthy,SCALE_UP", "2-crash,SCALE_UP", "2-nosecret,SCALE_UP"})
    void aVersionThatDoesNotComeUpNeverGetsTraffic(String tag, String stage) {
        world.update(tag);
        for (int i = 0; i < 600; i++) {
            world.advance(1);
            assertThat(world.weights()).isIn("1/0", "100/0");
            assertThat(world.healthy(world.first)).isEqualTo(2);
            if (world.deployment().status() == ServiceDeploymentStatus.IN_PROGRESS && i > 5) {
                assertThat(world.deployment().lifecycleStageAsString()).isEqualTo(stage);
            }
        }
        isBack();
        assertThat(world.deployment().statusReason()).contains("circuit breaker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCALE_UP", "PRODUCTION_TRAFFIC_SHIFT", "BAKE_TIME"})
    void anAlarmTakesItBack(String stage) {
        world.update("2");
        world.until(stage);
        world.advance(20);
        world.alarm("ALARM");
        world.advance(5);
        assertThat(world.weights()).isEqualTo("100/0");
        assertThat(world.deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);
        assertThat(world.deployment().alarms().statusAsString()).isEqualTo("TRIGGERED");
        assertThat(world.deployment().alarms().triggeredAlarmNames()).containsExactly("errors");
        world.advance(60);
        isBack();
    }

    @Test
    void anAlarmThatFiredBeforeIsIgnored() {
        world.alarm("ALARM");
        world.update("2");
        world.advance(1200);
        assertThat(world.deployment().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
    }

    @Test
    void errorsInTheCanaryAreMeasuredInItsOwnGroupAndTakeItBack() {
        world.door.sandbox().locked(() -> {
            world.door.sandbox().load().set("web", 50);
            return true;
        });
        String balancer = world.rule.replaceAll(".*listener-rule/(app/[^/]+/[^/]+)/.*", "$1");
        world.door.scope().client(CloudWatchClient.class).putMetricAlarm(r -> r.alarmName("errors")
                .namespace("AWS/ApplicationELB")
                .metricName("HTTPCode_Target_5XX_Count")
                .dimensions(dimension("LoadBalancer", balancer), dimension("TargetGroup", metricName(world.second)))
                .statistic("Sum")
                .period(60)
                .evaluationPeriods(1)
                .threshold(20.0)
                .treatMissingData("notBreaching")
                .comparisonOperator("GreaterThanThreshold"));
        world.update("2-errors");
        world.until("PRODUCTION_TRAFFIC_SHIFT");
        assertThat(world.weights()).isEqualTo("90/10");
        Instant shifted = world.door.sandbox().clock().instant();
        while (world.weights().equals("90/10")) {
            world.advance(1);
        }
        Duration bound = Duration.between(shifted, world.door.sandbox().clock().instant());
        assertThat(bound).isLessThanOrEqualTo(Duration.ofSeconds(195));
        assertThat(world.weights()).isEqualTo("100/0");
        world.advance(60);
        isBack();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    private static String metricName(String group) {
        return group.substring(group.lastIndexOf(':') + 1);
    }

    @Test
    void aHookWithoutItsFunctionFailsItsStage() {
        world.ecs.updateService(r -> r.cluster("main").service("web").deploymentConfiguration(d -> d.strategy("CANARY")
                .lifecycleHooks(DeploymentLifecycleHook.builder()
                        .hookTargetArn("arn:aws:lambda:us-east-1:123456789012:function:check")
                        .roleArn(world.role)
                        .lifecycleStages(DeploymentLifecycleHookStage.POST_TEST_TRAFFIC_SHIFT)
                        .build())));
        world.update("2");
        world.until("TEST_TRAFFIC_SHIFT");
        assertThat(world.weights(world.testRule)).isEqualTo("0/100");
        world.advance(5);
        assertThat(world.deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS);
        assertThat(world.deployment().statusReason()).contains("function:check failed");
        assertThat(world.weights(world.testRule)).isEqualTo("100/0");
        world.advance(60);
        isBack();
    }

    @Test
    void aNewerUpdateEndsTheOneThatIsUnderWay() {
        world.update("2");
        world.until("BAKE_TIME");
        String before = world.deployment().serviceDeploymentArn();
        world.update("3");
        assertThat(world.weights()).isEqualTo("100/0");
        assertThat(world.deployment().lifecycleStageAsString()).isEqualTo("RECONCILE_SERVICE");
        assertThat(world.deployment().sourceServiceRevisions()).hasSize(2);
        assertThat(world.ecs
                        .describeServiceDeployments(r -> r.serviceDeploymentArns(before))
                        .serviceDeployments()
                        .get(0)
                        .status())
                .isEqualTo(ServiceDeploymentStatus.STOPPED);
        world.advance(1200);
        assertThat(world.deployment().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(world.weights()).isEqualTo("0/100");
        assertThat(world.service().runningCount()).isEqualTo(2);
    }

    @Test
    void aNewerUpdateDuringTheCleanUpComesAfterWhatServes() {
        world.update("2");
        world.until("CLEAN_UP");
        world.update("3");
        assertThat(world.weights()).isEqualTo("0/100");
        world.advance(1200);
        assertThat(world.deployment().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(world.weights()).isEqualTo("100/0");
        assertThat(world.healthy(world.first)).isEqualTo(2);
    }

    @Test
    void withoutItsRoleNothingMovesEitherWay() {
        world.update("2");
        world.until("SCALE_UP");
        world.door.scope().client(IamClient.class).deleteRole(r -> r.roleName("weights"));
        world.advance(120);
        assertThat(world.deployment().status()).isEqualTo(ServiceDeploymentStatus.ROLLBACK_FAILED);
        assertThat(world.weights()).isIn("1/0", "100/0");
        assertThat(world.service().events()).extracting(ServiceEvent::message).anySatisfy(text -> assertThat(text)
                .contains("was unable to shift traffic back"));
        assertThat(world.healthy(world.first)).isEqualTo(2);
    }

    @Test
    void deletedMeanwhileItEnds() {
        world.update("2");
        world.until("BAKE_TIME");
        world.ecs.deleteService(r -> r.cluster("main").service("web").force(true));
        world.advance(1800);
        assertThat(world.service().status()).isEqualTo("INACTIVE");
        CreateServiceRequest again =
                world.request("5", ShiftRollbackTest::canary).build();
        world.ecs.createService(again);
        world.advance(600);
        assertThat(world.deployment().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(world.weights()).isEqualTo("100/0");
    }

    @Test
    void aFirstDeploymentHasNothingToGoBackTo() {
        ShiftWorld fresh = new ShiftWorld(SandboxDoor.Way.IN_PROCESS);
        fresh.ecs.createService(
                fresh.request("1-missing", ShiftRollbackTest::canary).build());
        fresh.advance(300);
        assertThat(fresh.deployment().status()).isEqualTo(ServiceDeploymentStatus.STOPPED);
        fresh.update("2");
        fresh.advance(300);
        assertThat(fresh.deployment().status()).isEqualTo(ServiceDeploymentStatus.SUCCESSFUL);
        assertThat(List.of(fresh.healthy(fresh.first), fresh.healthy(fresh.second)))
                .containsExactly(2L, 0L);
    }

    @Test
    void onlyTheOngoingDeploymentCanBeStopped() {
        assertThatThrownBy(world::stop).hasMessageContaining("not in a state that can be stopped");
    }
}
