package io.kinexus.operator.kind.scheduledaction;

import io.kinexus.operator.core.resource.Spec;
import java.util.Optional;

/**
 * A schedule that sets a scalable target's bounds; AWS then moves the desired count between them.
 *
 * @param actionName {@code <environment>-<service>-<schedule's name>}; the service is the one of the resource id
 * @param resourceId {@code service/<cluster name>/<service name>}, as its scalable target has it
 * @param schedule AWS's {@code cron(...)}, {@code rate(...)} or {@code at(...)}
 * @param timezone an IANA name; empty is UTC
 * @param minCapacity empty leaves it as it is; one of the two is stated
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html">PutScheduledAction</a>
 */
public record ScheduledActionSpec(
        String actionName,
        String resourceId,
        String schedule,
        Optional<String> timezone,
        Optional<Integer> minCapacity,
        Optional<Integer> maxCapacity)
        implements Spec {}
