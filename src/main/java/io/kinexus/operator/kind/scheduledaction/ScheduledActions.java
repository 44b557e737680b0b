package io.kinexus.operator.kind.scheduledaction;

import static io.kinexus.operator.core.diff.Field.exact;
import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What a scheduled action is to us: its table, its calls, its permissions. Pure. */
final class ScheduledActions {
    static final KindName NAME = new KindName("scheduled-action");
    /** Fifty a page, over the whole namespace. */
    static final Floor FLOOR = new Floor(50, 0).withoutTags();

    static final String UTC = "UTC";
    private static final String TARGETS = "arn:aws:application-autoscaling:${region}:${account}:scalable-target/*";

    static final Fields<ScheduledActionSpec, ScheduledActionLive> FIELDS =
            Fields.<ScheduledActionSpec, ScheduledActionLive>table()
                    .row(field("schedule", ScheduledActionSpec::schedule, ScheduledActionLive::schedule))
                    .row(field(
                            "timezone",
                            (ScheduledActionSpec spec) -> spec.timezone().orElse(UTC),
                            ScheduledActionLive::timezone))
                    .row(exact(
                            "scalableTargetAction.minCapacity",
                            ScheduledActionSpec::minCapacity,
                            ScheduledActionLive::minCapacity))
                    .row(exact(
                            "scalableTargetAction.maxCapacity",
                            ScheduledActionSpec::maxCapacity,
                            ScheduledActionLive::maxCapacity))
                    .row(exact("startTime", ScheduledActions::never, ScheduledActionLive::startTime))
                    .row(exact("endTime", ScheduledActions::never, ScheduledActionLive::endTime))
                    .unmanaged("scheduledActionName", "its identity, with the resource id")
                    .unmanaged("serviceNamespace", "ecs, for every action that we put")
                    .unmanaged("resourceId", "its identity, with the name")
                    .unmanaged("scalableDimension", "ecs:service:DesiredCount, for every action that we put")
                    .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere(
                    "application-autoscaling:DescribeScheduledActions", "its reads have no resource-level permissions"),
            Permission.on("application-autoscaling:PutScheduledAction", TARGETS)
                    .because("the id in a scalable target's ARN is AWS's own")
                    .when("StringEquals", "application-autoscaling:service-namespace", "ecs"),
            Permission.on("application-autoscaling:DeleteScheduledAction", TARGETS)
                    .because("the id in a scalable target's ARN is AWS's own")
                    .when("StringEquals", "application-autoscaling:service-namespace", "ecs"));

    private ScheduledActions() {}

    /** An action that is named as we name those of this service, in this environment. */
    static Optional<ResourceId> id(String environment, String actionName, String resourceId) {
        String service = resourceId.substring(resourceId.lastIndexOf('/') + 1);
        return actionName.startsWith(environment + "-" + service + "-")
                ? Optional.of(new ResourceId(environment, NAME, actionName.substring(environment.length() + 1)))
                : Optional.empty();
    }

    /** One that somebody hung on a service of ours under another name. */
    static ResourceId stranger(String environment, String actionName, String resourceId) {
        String service = resourceId.substring(resourceId.lastIndexOf('/') + 1);
        return new ResourceId(environment, NAME, service + "/" + actionName);
    }

    /** Schedules have neither beginning nor end. */
    private static Optional<Instant> never(ScheduledActionSpec spec) {
        return Optional.empty();
    }
}
