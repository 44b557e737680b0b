package io.kinexus.operator.kind.schedule;

import io.kinexus.operator.core.resource.Spec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One schedule in the default group, and the one target that it calls.
 *
 * @param name at most 64 letters, digits, hyphens, underscores and dots
 * @param description for people, at most 256 characters, may be empty; whose the schedule is stands behind it in AWS
 * @param expression AWS's {@code cron(...)}, {@code rate(...)} or {@code at(...)}
 * @param timeZone an IANA name; empty is UTC
 * @param enabled a schedule that is not stays, and calls nothing
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html">CreateSchedule</a>
 */
public record ScheduleSpec(
        String name, String description, String expression, Optional<String> timeZone, boolean enabled, Target target)
        implements Spec {

    /**
     * What is called.
     *
     * @param arn of a cluster for {@code RunTask}, of a function, an event bus, a topic, a queue
     * @param roleArn the role that the Scheduler calls it with
     * @param input what the target is given, as JSON where it takes JSON; for a cluster the overrides of the task
     * @param ecs for a cluster, and only there
     * @param event for an event bus, and only there
     * @param deadLetterArn the queue for calls that came to nothing
     */
    public record Target(
            String arn,
            String roleArn,
            Optional<String> input,
            Optional<Ecs> ecs,
            Optional<Event> event,
            Optional<String> deadLetterArn,
            Retry retry) {}

    /**
     * How a task is run.
     *
     * @param taskDefinition its ARN, with the revision
     * @param count 1 to 10
     * @param capacity empty runs on plain Fargate
     */
    public record Ecs(
            String taskDefinition,
            int count,
            List<Share> capacity,
            Set<String> subnets,
            Set<String> securityGroups,
            boolean publicIp) {
        public Ecs {
            capacity = List.copyOf(capacity);
            subnets = Set.copyOf(subnets);
            securityGroups = Set.copyOf(securityGroups);
        }
    }

    /** A capacity provider's share of the tasks. */
    public record Share(String provider, int weight, int base) {}

    /** What an event that is put on a bus says of itself. */
    public record Event(String detailType, String source) {}

    /**
     * How long a call that fails is tried again.
     *
     * @param forSeconds 60 to 86400
     * @param attempts 0 to 185
     */
    public record Retry(int forSeconds, int attempts) {
        private static final int DAY = 86_400;
        private static final int MOST = 185;

        /** What AWS does when it is told nothing. */
        public static Retry usual() {
            return new Retry(DAY, MOST);
        }
    }
}
