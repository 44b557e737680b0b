package io.kinexus.operator.sandbox.applicationautoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinexus.operator.sandbox.SandboxScript;
import io.kinexus.operator.support.RunningService;
import io.kinexus.operator.support.SandboxDoor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricStatistic;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ValidationException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Target tracking of two metrics that the test itself sends, on a service of four tasks. */
class ScalerTest {
    private final SandboxDoor door = new SandboxDoor(SandboxScript.plain());
    private final ApplicationAutoScalingClient scaling = door.scope().client(ApplicationAutoScalingClient.class);
    private final CloudWatchClient cloudWatch = door.scope().client(CloudWatchClient.class);

    @BeforeEach
    void aServiceOfFour() {
        RunningService.make(door.scope(), 4);
        door.sandbox().advance(Duration.ofMinutes(10).plusSeconds(20));
        register(2, 10);
    }

    @Test
    void threeMinutesAboveScaleOutInProportionAndThenRest() {
        track("a");
        minutes(2, 90, 0);
        assertThat(desired()).isEqualTo(4);
        minutes(1, 90, 0);
        assertThat(desired()).as("4 * 90 / 60").isEqualTo(6);
        minutes(4, 90, 0);
        assertThat(desired()).as("cooling down").isEqualTo(6);
        minutes(3, 90, 0);
        assertThat(desired()).isEqualTo(9);
        assertThat(scaling.describeScalingActivities(r -> r.serviceNamespace("ecs"))
                        .scalingActivities())
                .hasSize(2);
    }

    @Test
    void fifteenMinutesBelowScaleInByLittle() {
        track("a");
        minutes(14, 20, 0);
        assertThat(desired()).isEqualTo(4);
        minutes(2, 20, 0);
        assertThat(desired()).isEqualTo(3);
    }

    @Test
    void inOnlyWhenAllWantItOutWhenAnyDoes() {
        track("a");
        track("b");
        minutes(20, 20, 58);
        assertThat(desired()).as("b is near its target").isEqualTo(4);
        minutes(3, 20, 120);
        assertThat(desired()).as("b wants out").isEqualTo(8);
    }

    @Test
    void suspendedScalingDoesNothing() {
        scaling.registerScalableTarget(r -> r.serviceNamespace("ecs")
                .resourceId(RunningService.RESOURCE)
                .scalableDimension("ecs:service:DesiredCount")
                .suspendedState(s -> s.dynamicScalingOutSuspended(true)));
        track("a");
        minutes(6, 90, 0);
        assertThat(desired()).isEqualTo(4);
    }

    @Test
    void noDataIsNoReasonToAct() {
        track("a");
        door.sandbox().advance(Duration.ofMinutes(30));
        assertThat(desired()).isEqualTo(4);
        assertThat(alarms()).extracting(MetricAlarm::stateValue).containsOnly(StateValue.INSUFFICIENT_DATA);
    }

    @Test
    void aPolicyHasItsPairOfAlarmsAndTakesItAway() {
        track("a");
        assertThat(alarms()).extracting(MetricAlarm::evaluationPeriods).containsExactlyInAnyOrder(3, 15);
        assertThat(alarms()).extracting(MetricAlarm::threshold).containsExactlyInAnyOrder(60.0, 54.0);
        scaling.deleteScalingPolicy(r -> r.serviceNamespace("ecs")
                .resourceId(RunningService.RESOURCE)
                .scalableDimension("ecs:service:DesiredCount")
                .policyName("a"));
        assertThat(alarms()).isEmpty();
    }

    @Test
    void aScheduleMovesTheBoundsAndThenTheCount() {
        scaling.putScheduledAction(r -> r.serviceNamespace("ecs")
                .resourceId(RunningService.RESOURCE)
                .scalableDimension("ecs:service:DesiredCount")
                .scheduledActionName("night")
                .schedule("cron(0 20 * * ? *)")
                .scalableTargetAction(a -> a.minCapacity(0).maxCapacity(0)));
        scaling.putScheduledAction(r -> r.serviceNamespace("ecs")
                .resourceId(RunningService.RESOURCE)
                .scalableDimension("ecs:service:DesiredCount")
                .scheduledActionName("morning")
                .schedule("cron(0 7 ? * MON-FRI *)")
                .timezone("Europe/Berlin")
                .scalableTargetAction(a -> a.minCapacity(1).maxCapacity(2)));
        door.sandbox().advance(Duration.ofHours(5));
        assertThat(desired()).isEqualTo(0);
        door.sandbox().advance(Duration.ofHours(10));
        assertThat(desired()).as("six in the morning UTC").isEqualTo(1);
    }

    @Test
    void whatAwsRefusesIsRefused() {
        assertThatThrownBy(() -> register(5, 2)).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> scaling.registerScalableTarget(r -> r.serviceNamespace("ecs")
                        .resourceId("service/main/none")
                        .scalableDimension("ecs:service:DesiredCount")
                        .minCapacity(1)
                        .maxCapacity(2)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("doesn't exist");
        assertThatThrownBy(() -> scaling.deleteScalingPolicy(r -> r.serviceNamespace("ecs")
                        .resourceId(RunningService.RESOURCE)
                        .scalableDimension("ecs:service:DesiredCount")
                        .policyName("none")))
                .isInstanceOf(ObjectNotFoundException.class);
        assertThatThrownBy(() -> scaling.describeScalingPolicies(
                        r -> r.serviceNamespace("ecs").maxResults(50)))
                .isInstanceOf(ValidationException.class);
    }

    private void register(int min, int max) {
        scaling.registerScalableTarget(r -> r.serviceNamespace("ecs")
                .resourceId(RunningService.RESOURCE)
                .scalableDimension("ecs:service:DesiredCount")
                .minCapacity(min)
                .maxCapacity(max));
    }

    private void track(String metric) {
        scaling.putScalingPolicy(r -> r.serviceNamespace("ecs")
                .resourceId(RunningService.RESOURCE)
                .scalableDimension("ecs:service:DesiredCount")
                .policyName(metric)
                .policyType("TargetTrackingScaling")
                .targetTrackingScalingPolicyConfiguration(t -> t.targetValue(60.0)
                        .customizedMetricSpecification(
                                m -> m.namespace("Test").metricName(metric).statistic(MetricStatistic.AVERAGE))));
    }

    /** So many minutes with these two values, each looked at by alarms and scaler. */
    private void minutes(int count, double a, double b) {
        for (int i = 0; i < count; i++) {
            cloudWatch.putMetricData(r -> r.namespace("Test")
                    .metricData(
                            MetricDatum.builder().metricName("a").value(a).build(),
                            MetricDatum.builder().metricName("b").value(b).build()));
            door.sandbox().advance(Duration.ofSeconds(60));
        }
    }

    private List<MetricAlarm> alarms() {
        return cloudWatch
                .describeAlarms(r -> r.alarmNamePrefix("TargetTracking-"))
                .metricAlarms();
    }

    private int desired() {
        return RunningService.desired(door.scope());
    }
}
