package io.kinexus.operator.kind.scalingpolicy;

import io.kinexus.operator.kind.scalingpolicy.ScalingPolicySpec.Predefined;
import io.kinexus.operator.kind.scalingpolicy.ScalingPolicySpec.Query;
import io.kinexus.operator.kind.scalingpolicy.ScalingPolicySpec.Stat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.applicationautoscaling.model.CustomizedMetricSpecification;
import software.amazon.awssdk.services.applicationautoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingMetric;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingMetricDataQuery;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingMetricDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingMetricStat;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;

/** A policy in AWS's form and in ours. */
final class PolicyFormAws {
    private PolicyFormAws() {}

    static TargetTrackingScalingPolicyConfiguration write(ScalingPolicySpec spec) {
        TargetTrackingScalingPolicyConfiguration.Builder tracking = TargetTrackingScalingPolicyConfiguration.builder()
                .targetValue(spec.targetValue())
                .scaleOutCooldown((int) spec.scaleOutCooldown().toSeconds())
                .scaleInCooldown((int) spec.scaleInCooldown().toSeconds())
                .disableScaleIn(spec.disableScaleIn());
        if (spec.predefined().isPresent()) {
            Predefined predefined = spec.predefined().get();
            tracking.predefinedMetricSpecification(PredefinedMetricSpecification.builder()
                    .predefinedMetricType(predefined.type())
                    .resourceLabel(predefined.resourceLabel().orElse(null))
                    .build());
        } else {
            tracking.customizedMetricSpecification(CustomizedMetricSpecification.builder()
                    .metrics(spec.metrics().stream().map(PolicyFormAws::write).toList())
                    .build());
        }
        return tracking.build();
    }

    private static TargetTrackingMetricDataQuery write(Query query) {
        TargetTrackingMetricDataQuery.Builder written =
                TargetTrackingMetricDataQuery.builder().id(query.id()).returnData(query.returnData());
        query.expression().ifPresent(written::expression);
        query.stat().ifPresent(stat -> written.metricStat(write(stat)));
        return written.build();
    }

    private static TargetTrackingMetricStat write(Stat stat) {
        List<TargetTrackingMetricDimension> dimensions = new TreeMap<>(stat.dimensions())
                .entrySet().stream()
                        .map(one -> TargetTrackingMetricDimension.builder()
                                .name(one.getKey())
                                .value(one.getValue())
                                .build())
                        .toList();
        return TargetTrackingMetricStat.builder()
                .metric(TargetTrackingMetric.builder()
                        .namespace(stat.namespace())
                        .metricName(stat.metricName())
                        .dimensions(dimensions)
                        .build())
                .stat(stat.stat())
                .build();
    }

    static ScalingPolicyLive read(ScalingPolicy policy) {
        Optional<TargetTrackingScalingPolicyConfiguration> tracking =
                Optional.ofNullable(policy.targetTrackingScalingPolicyConfiguration());
        return new ScalingPolicyLive(
                policy.policyARN(),
                policy.policyName(),
                policy.resourceId(),
                policy.policyTypeAsString(),
                tracking.map(TargetTrackingScalingPolicyConfiguration::targetValue)
                        .orElse(0.0),
                tracking.map(TargetTrackingScalingPolicyConfiguration::predefinedMetricSpecification)
                        .map(found -> new Predefined(
                                found.predefinedMetricTypeAsString(), Optional.ofNullable(found.resourceLabel()))),
                tracking.map(TargetTrackingScalingPolicyConfiguration::customizedMetricSpecification)
                        .map(PolicyFormAws::read)
                        .orElse(List.of()),
                cooldown(tracking.map(TargetTrackingScalingPolicyConfiguration::scaleOutCooldown)
                        .orElse(null)),
                cooldown(tracking.map(TargetTrackingScalingPolicyConfiguration::scaleInCooldown)
                        .orElse(null)),
                tracking.map(TargetTrackingScalingPolicyConfiguration::disableScaleIn)
                        .orElse(false));
    }

    private static Duration cooldown(@Nullable Integer seconds) {
        return seconds == null ? ScalingPolicySpec.COOLDOWN : Duration.ofSeconds(seconds);
    }

    /** A single metric, which we never write, reads as one query. */
    private static List<Query> read(CustomizedMetricSpecification metric) {
        if (metric.hasMetrics() && !metric.metrics().isEmpty()) {
            return metric.metrics().stream().map(PolicyFormAws::read).toList();
        }
        Map<String, String> dimensions = new HashMap<>();
        metric.dimensions().forEach(one -> dimensions.put(one.name(), one.value()));
        return List.of(Query.metric(
                "metric", new Stat(metric.namespace(), metric.metricName(), dimensions, metric.statisticAsString())));
    }

    private static Query read(TargetTrackingMetricDataQuery query) {
        Optional<Stat> stat = Optional.ofNullable(query.metricStat()).map(found -> {
            Map<String, String> dimensions = new HashMap<>();
            found.metric().dimensions().forEach(one -> dimensions.put(one.name(), one.value()));
            return new Stat(found.metric().namespace(), found.metric().metricName(), dimensions, found.stat());
        });
        return new Query(
                query.id(), Optional.ofNullable(query.expression()), stat, !Boolean.FALSE.equals(query.returnData()));
    }
}
