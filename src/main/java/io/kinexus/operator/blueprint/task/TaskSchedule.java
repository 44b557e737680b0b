package io.kinexus.operator.blueprint.task;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.service.PolicyText;
import io.kinexus.operator.blueprint.service.WorkloadRoles;
import io.kinexus.operator.blueprint.service.WorkloadTask;
import io.kinexus.operator.core.policy.Launch;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.schedule.ScheduleSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When a Task runs by itself: a schedule, and the role with which it may run this Task and nothing else. */
final class TaskSchedule {
    private static final String SUFFIX = "schedule";
    private static final int LIMIT = 64;
    /** A run that could not be started for an hour is left out: the next one comes. */
    private static final ScheduleSpec.Retry RETRY = new ScheduleSpec.Retry(3600, 20);

    private final TaskDeclaration task;
    private final Site site;
    private final String name;

    TaskSchedule(TaskDeclaration task, Site site) {
        this.task = task;
        this.site = site;
        this.name = site.self().name();
    }

    /** @param first what a run needs, though nothing of the schedule says so */
    List<Declared<?>> declared(String expression, Launch launch, Set<ResourceId> first, WorkloadRoles roles) {
        Set<ResourceId> before = new LinkedHashSet<>(first);
        before.add(site.id("role", name + "-" + SUFFIX));
        return List.of(
                WorkloadRoles.role(
                        site,
                        SUFFIX,
                        "lets its schedule run it",
                        PolicyText.trustSchedules(
                                site.settings().region(), site.settings().account()),
                        policy(roles)),
                Declared.of(site.id("schedule", name), site.self(), schedule(expression, launch))
                        .after(before));
    }

    private ScheduleSpec schedule(String expression, Launch launch) {
        return new ScheduleSpec(
                site.derived(name, SUFFIX, LIMIT),
                "runs " + site.self(),
                expression,
                task.timeZone(),
                true,
                new ScheduleSpec.Target(
                        cluster(),
                        WorkloadRoles.arn(site, SUFFIX),
                        Optional.empty(),
                        Optional.of(new ScheduleSpec.Ecs(
                                launch.taskDefinition(),
                                1,
                                launch.capacity().stream()
                                        .map(one -> new ScheduleSpec.Share(one.provider(), one.weight(), one.base()))
                                        .toList(),
                                launch.subnets(),
                                launch.securityGroups(),
                                launch.publicIp())),
                        Optional.empty(),
                        Optional.empty(),
                        RETRY));
    }

    private String cluster() {
        return site.ref("cluster", task.cluster(), "arn");
    }

    /**
     * Every revision of this one family, in this one cluster, with its two roles and no others.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/CWE_IAM_role.html#CWE_IAM_role-scheduler">the role</a>
     */
    private PolicyText policy(WorkloadRoles roles) {
        return new PolicyText()
                .allow(
                        List.of("ecs:RunTask"),
                        List.of("arn:aws:ecs:" + site.settings().region() + ":"
                                + site.settings().account() + ":task-definition/" + WorkloadTask.family(site) + ":*"),
                        "\"ArnEquals\":{\"ecs:cluster\":\"" + cluster() + "\"}")
                .allow(
                        List.of("iam:PassRole"),
                        List.of(roles.executionArn(), roles.taskArn()),
                        "\"StringEquals\":{\"iam:PassedToService\":\"ecs-tasks.amazonaws.com\"}");
    }
}
