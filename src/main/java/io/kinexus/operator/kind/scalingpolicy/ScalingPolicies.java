package io.kinexus.operator.kind.scalingpolicy;

import static io.kinexus.operator.core.diff.Field.exact;
import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.core.diff.Effect;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.diff.Match;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.Optional;
import java.util.Set;

/** What a scaling policy is to us: its table, its calls, its permissions. Pure. */
final class ScalingPolicies {
    static final KindName NAME = new KindName("scaling-policy");
    /** Ten a page, which is the most that AWS gives. */
    static final Floor FLOOR = new Floor(10, 0).withoutTags();

    static final String TRACKING = "TargetTrackingScaling";
    private static final String IN = "targetTrackingScalingPolicyConfiguration.";
    private static final String TARGETS = "arn:aws:application-autoscaling:${region}:${account}:scalable-target/*";
    private static final String ALARMS = "arn:aws:cloudwatch:${region}:${account}:alarm:TargetTracking-${resourceId}-*";

    static final Fields<ScalingPolicySpec, ScalingPolicyLive> FIELDS =
            Fields.<ScalingPolicySpec, ScalingPolicyLive>table()
                    .row(field("policyType", (ScalingPolicySpec spec) -> TRACKING, ScalingPolicyLive::policyType)
                            .effect(Effect.REPLACE))
                    .row(field(IN + "targetValue", ScalingPolicySpec::targetValue, ScalingPolicyLive::targetValue))
                    .row(exact(
                            IN + "predefinedMetricSpecification",
                            ScalingPolicySpec::predefined,
                            ScalingPolicyLive::predefined))
                    .row(field(
                                    IN + "customizedMetricSpecification",
                                    ScalingPolicySpec::metrics,
                                    ScalingPolicyLive::metrics)
                            .matching(Match.unordered()))
                    .row(field(
                            IN + "scaleOutCooldown",
                            ScalingPolicySpec::scaleOutCooldown,
                            ScalingPolicyLive::scaleOutCooldown))
                    .row(field(
                            IN + "scaleInCooldown",
                            ScalingPolicySpec::scaleInCooldown,
                            ScalingPolicyLive::scaleInCooldown))
                    .row(field(
                            IN + "disableScaleIn",
                            ScalingPolicySpec::disableScaleIn,
                            ScalingPolicyLive::disableScaleIn))
                    .unmanaged("policyName", "its identity, with the resource id")
                    .unmanaged("serviceNamespace", "ecs, for every policy that we put")
                    .unmanaged("resourceId", "its identity, with the name")
                    .unmanaged("scalableDimension", "ecs:service:DesiredCount, for every policy that we put")
                    .unmanaged("stepScalingPolicyConfiguration", "another type of policy; not declared")
                    .unmanaged("predictiveScalingPolicyConfiguration", "another type of policy; not declared")
                    .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere(
                    "application-autoscaling:DescribeScalingPolicies", "its reads have no resource-level permissions"),
            Permission.on("application-autoscaling:PutScalingPolicy", TARGETS)
                    .because("the id in a scalable target's ARN is AWS's own")
                    .when("StringEquals", "application-autoscaling:service-namespace", "ecs"),
            Permission.on("application-autoscaling:DeleteScalingPolicy", TARGETS)
                    .because("the id in a scalable target's ARN is AWS's own")
                    .when("StringEquals", "application-autoscaling:service-namespace", "ecs"),
            Permission.on("cloudwatch:PutMetricAlarm", ALARMS),
            Permission.on("cloudwatch:DescribeAlarms", "arn:aws:cloudwatch:${region}:${account}:alarm:*")
                    .because("alarms are listed, ours and those that are left over"),
            Permission.on("cloudwatch:DeleteAlarms", ALARMS));

    private ScalingPolicies() {}

    /** A policy that is named as we name those of this service, in this environment: {@code <environment>-<service>-cpu}. */
    static Optional<ResourceId> id(String environment, String policyName, String resourceId) {
        String service = resourceId.substring(resourceId.lastIndexOf('/') + 1);
        return policyName.startsWith(environment + "-" + service + "-")
                ? Optional.of(new ResourceId(environment, NAME, policyName.substring(environment.length() + 1)))
                : Optional.empty();
    }

    /** One that somebody hung on a service of ours under another name. */
    static ResourceId stranger(String environment, String policyName, String resourceId) {
        String service = resourceId.substring(resourceId.lastIndexOf('/') + 1);
        return new ResourceId(environment, NAME, service + "/" + policyName);
    }
}
