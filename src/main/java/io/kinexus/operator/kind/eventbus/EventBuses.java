package io.kinexus.operator.kind.eventbus;

import static io.kinexus.operator.core.diff.Field.field;

import io.kinexus.operator.aws.Ownership;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Permission;
import java.util.Set;

/** What an event bus is to us: its table, its calls, its permissions. Pure. */
final class EventBuses {
    static final KindName NAME = new KindName("event-bus");
    /** A hundred a page, with everything but tags. */
    static final Floor FLOOR = new Floor(100, 0);

    private static final String ANY = "arn:aws:events:${region}:${account}:event-bus/*";
    private static final String NAMED = "arn:aws:events:${region}:${account}:event-bus/${name}";

    static final Fields<EventBusSpec, EventBusLive> FIELDS = Fields.<EventBusSpec, EventBusLive>table()
            .row(field("policy", (EventBusSpec spec) -> "", EventBusLive::policy)
                    .showing(policy -> policy.isEmpty() ? "(nobody else)" : policy))
            .unmanaged("name", "its identity")
            .unmanaged("description", "for people; not declared")
            .unmanaged("deadLetterConfig", "for events that a customer's key keeps from being read; the bus has none")
            .unmanaged("eventSourceName", "for the buses of partners")
            .unmanaged("kmsKeyIdentifier", "events are encrypted with AWS's own key; not declared")
            .unmanaged("logConfig", "not declared")
            .unmanaged("tags", "compared and written for all kinds alike, from the ownership sweep")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("events:ListEventBuses", "it lists all buses of the account"),
            Permission.on("events:ListTagsForResource", NAMED),
            Permission.on("events:CreateEventBus", NAMED),
            Permission.on("events:TagResource", NAMED),
            Permission.on("events:RemovePermission", NAMED),
            Ownership.only(Permission.on("events:DeleteEventBus", ANY)),
            Permission.anywhere("tag:GetResources", "the tagging API has no resource-level permissions"));

    private EventBuses() {}
}
