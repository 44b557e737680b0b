package io.kinexus.operator.kind.scalabletarget;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.kind.scalabletarget.ScalableTargetSpec.Bounds;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a scalable target is to us: its table, its calls, its permissions. Pure. */
final class ScalableTargets {
    static final KindName NAME = new KindName("scalable-target");
    /** Fifty a page, over the whole namespace. */
    static final Floor FLOOR = new Floor(50, 0);

    private static final String TARGETS = "arn:aws:application-autoscaling:${region}:${account}:scalable-target/*";
    private static final String SCALER = "ecs.application-autoscaling.amazonaws.com";

    static final Fields<ScalableTargetSpec, ScalableTargetLive> FIELDS =
            Fields.<ScalableTargetSpec, ScalableTargetLive>table()
                    .row(field(
                                    "minCapacity",
                                    (ScalableTargetSpec spec) ->
                                            bound(spec, ScalableTargetSpec::minCapacity, Bounds::min),
                                    (ScalableTargetLive live) -> Bound.of(live.minCapacity()))
                            .matching(Bound::satisfied)
                            .showing(Bound::text))
                    .row(field(
                                    "maxCapacity",
                                    (ScalableTargetSpec spec) ->
                                            bound(spec, ScalableTargetSpec::maxCapacity, Bounds::max),
                                    (ScalableTargetLive live) -> Bound.of(live.maxCapacity()))
                            .matching(Bound::satisfied)
                            .showing(Bound::text))
                    .row(field("suspendedState", ScalableTargetSpec::suspended, ScalableTargetLive::suspended))
                    .unmanaged("serviceNamespace", "ecs, for every target that we register")
                    .unmanaged("resourceId", "its identity")
                    .unmanaged("scalableDimension", "ecs:service:DesiredCount, for every target that we register")
                    .unmanaged("roleARN", "always the service-linked role, whatever is sent")
                    .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
                    .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere(
                    "application-autoscaling:DescribeScalableTargets", "its reads have no resource-level permissions"),
            Permission.on("application-autoscaling:RegisterScalableTarget", TARGETS)
                    .because("the id in a scalable target's ARN is AWS's own")
                    .when("StringEquals", "application-autoscaling:service-namespace", "ecs"),
            Permission.on("application-autoscaling:DeregisterScalableTarget", TARGETS)
                    .because("the id in a scalable target's ARN is AWS's own")
                    .when("StringEquals", "application-autoscaling:service-namespace", "ecs"),
            Permission.on("application-autoscaling:ListTagsForResource", TARGETS)
                    .because("a target's ARN holds an id of AWS's"),
            Permission.on("application-autoscaling:TagResource", TARGETS)
                    .when("StringEquals", "aws:RequestTag/" + Ownership.ENVIRONMENT, "${environment}"),
            Permission.on(
                            "iam:CreateServiceLinkedRole",
                            "arn:aws:iam::${account}:role/aws-service-role/" + SCALER + "/*")
                    .when("StringEquals", "iam:AWSServiceName", SCALER),
            Permission.on("ecs:DescribeServices", "arn:aws:ecs:${region}:${account}:${resourceId}"),
            Permission.on("ecs:UpdateService", "arn:aws:ecs:${region}:${account}:${resourceId}"),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private ScalableTargets() {}

    /** One bound: what is declared, and what schedules may have put in its place. */
    private record Bound(int declared, Set<Integer> scheduled) {
        static Bound of(int live) {
            return new Bound(live, Set.of());
        }

        static boolean satisfied(Bound want, Bound have) {
            return want.declared == have.declared || want.scheduled.contains(have.declared);
        }

        String text() {
            return String.valueOf(declared);
        }
    }

    private static Bound bound(
            ScalableTargetSpec spec,
            Function<ScalableTargetSpec, Integer> declared,
            Function<Bounds, Optional<Integer>> scheduled) {
        return new Bound(
                declared.apply(spec),
                spec.scheduled().stream()
                        .flatMap(bounds -> scheduled.apply(bounds).stream())
                        .collect(Collectors.toSet()));
    }
}
