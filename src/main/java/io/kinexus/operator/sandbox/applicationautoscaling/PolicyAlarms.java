package io.kinexus.operator.sandbox.applicationautoscaling;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.cloudwatch.CloudWatchSandbox;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.applicationautoscaling.model.Alarm;
import software.amazon.awssdk.services.applicationautoscaling.model.CustomizedMetricSpecification;
import software.amazon.awssdk.services.applicationautoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingMetricDataQuery;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;

/**
 * The pair of alarms that a target-tracking policy makes: out after three minutes above the target, in after fifteen below
 * nine tenths of it.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html">Target
 *     tracking</a>
 */
final class PolicyAlarms {
    private static final int MINUTE = 60;
    private static final int OUT = 3;
    private static final int IN = 15;
    private static final double BELOW = 0.9;

    private final Account account;

    PolicyAlarms(Account account) {
        this.account = account;
    }

    List<Alarm> make(Target target, String policyArn, TargetTrackingScalingPolicyConfiguration tracking) {
        List<Alarm> made = new ArrayList<>();
        made.add(put(target, policyArn, tracking, true));
        if (!Boolean.TRUE.equals(tracking.disableScaleIn())) {
            made.add(put(target, policyArn, tracking, false));
        }
        return made;
    }

    void remove(List<Alarm> alarms) {
        alarms.forEach(alarm -> account.service(CloudWatchSandbox.class).removeAlarm(alarm.alarmName()));
    }

    private Alarm put(
            Target target, String policyArn, TargetTrackingScalingPolicyConfiguration tracking, boolean high) {
        String name = "TargetTracking-" + target.resourceId() + (high ? "-AlarmHigh-" : "-AlarmLow-")
                + account.dice().uuid();
        PutMetricAlarmRequest.Builder alarm = PutMetricAlarmRequest.builder()
                .alarmName(name)
                .alarmDescription("DO NOT EDIT OR DELETE. For TargetTrackingScaling policy " + policyArn + ".")
                .actionsEnabled(true)
                .alarmActions(policyArn)
                .evaluationPeriods(high ? OUT : IN)
                .threshold(high ? tracking.targetValue() : tracking.targetValue() * BELOW)
                .comparisonOperator(high ? "GreaterThanThreshold" : "LessThanThreshold");
        if (tracking.predefinedMetricSpecification() != null) {
            predefined(alarm, target, tracking.predefinedMetricSpecification());
        } else {
            customized(alarm, tracking.customizedMetricSpecification());
        }
        account.service(CloudWatchSandbox.class).putAlarm(alarm.build());
        return Alarm.builder()
                .alarmName(name)
                .alarmARN(account.arn("cloudwatch", "alarm:" + name))
                .build();
    }

    private static void predefined(
            PutMetricAlarmRequest.Builder alarm, Target target, PredefinedMetricSpecification metric) {
        alarm.period(MINUTE);
        if (metric.predefinedMetricTypeAsString().equals("ALBRequestCountPerTarget")) {
            String label = metric.resourceLabel();
            int split = label.indexOf("/targetgroup/");
            alarm.namespace("AWS/ApplicationELB")
                    .metricName("RequestCountPerTarget")
                    .statistic("Sum")
                    .dimensions(
                            dimension("LoadBalancer", label.substring(0, split)),
                            dimension("TargetGroup", label.substring(split + 1)));
            return;
        }
        boolean cpu = metric.predefinedMetricTypeAsString().equals("ECSServiceAverageCPUUtilization");
        alarm.namespace("AWS/ECS")
                .metricName(cpu ? "CPUUtilization" : "MemoryUtilization")
                .statistic("Average")
                .dimensions(dimension("ClusterName", target.cluster), dimension("ServiceName", target.service));
    }

    private static void customized(PutMetricAlarmRequest.Builder alarm, CustomizedMetricSpecification metric) {
        if (metric.hasMetrics() && !metric.metrics().isEmpty()) {
            alarm.metrics(metric.metrics().stream().map(PolicyAlarms::query).toList());
            return;
        }
        alarm.namespace(metric.namespace())
                .metricName(metric.metricName())
                .statistic(metric.statisticAsString())
                .period(MINUTE)
                .unit(metric.unit())
                .dimensions(metric.dimensions().stream()
                        .map(one -> dimension(one.name(), one.value()))
                        .toList());
    }

    private static MetricDataQuery query(TargetTrackingMetricDataQuery query) {
        MetricDataQuery.Builder made = MetricDataQuery.builder()
                .id(query.id())
                .expression(query.expression())
                .label(query.label())
                .returnData(query.returnData());
        if (query.metricStat() != null) {
            made.metricStat(MetricStat.builder()
                    .metric(Metric.builder()
                            .namespace(query.metricStat().metric().namespace())
                            .metricName(query.metricStat().metric().metricName())
                            .dimensions(query.metricStat().metric().dimensions().stream()
                                    .map(one -> dimension(one.name(), one.value()))
                                    .toList())
                            .build())
                    .stat(query.metricStat().stat())
                    .unit(query.metricStat().unit())
                    .period(MINUTE)
                    .build());
        }
        return made.build();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }
}
