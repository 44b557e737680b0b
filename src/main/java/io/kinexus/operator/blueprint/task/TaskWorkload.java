package io.kinexus.operator.blueprint.task;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.service.Workload;
import io.kinexus.operator.blueprint.service.WorkloadNetwork;
import io.kinexus.operator.blueprint.service.WorkloadRoles;
import io.kinexus.operator.blueprint.service.WorkloadTask;
import io.kinexus.operator.core.policy.Launch;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.kind.ecsservice.EcsServiceSpec;
import io.kinexus.operator.kind.taskdefinition.TaskDefinitionSpec;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A Task as what it has in common with a Service, and how it is started: by its schedule, by a person, by a rollout that it
 * is the test of.
 */
public record TaskWorkload(Workload work, Site site, Duration timeout) {
    private static final String SUFFIX = "task";

    /** Of the site's own declaration. */
    static TaskWorkload of(TaskDeclaration task, Site site) {
        return new TaskWorkload(work(task), site, task.timeout());
    }

    /** Of a Task that is declared beside the site's own declaration; empty when none has the name. */
    public static Optional<TaskWorkload> named(Site site, String name) {
        return site.find(TaskDeclaration.class, name)
                .map(task -> of(task, new Beside(site, DeclarationId.of(SUFFIX, name))));
    }

    /** The name of its security group. */
    public String group() {
        return new WorkloadNetwork(work, site).group();
    }

    /** References to what AWS has are open, as in a spec. */
    public Launch launch() {
        String name = site.self().name();
        EcsServiceSpec.Network placed = new WorkloadNetwork(work, site).placed();
        return new Launch(
                name,
                site.ref("cluster", work.cluster(), "name"),
                WorkloadTask.family(site),
                site.ref("task-definition", name, "arn"),
                TaskDefinitionSpec.APP,
                placed.subnets(),
                placed.securityGroups(),
                placed.publicIp(),
                work.strategy(site).stream()
                        .map(one -> new Launch.Capacity(one.provider().name(), one.weight(), one.base()))
                        .toList(),
                timeout);
    }

    /** What is there before it can run. */
    public Set<ResourceId> first() {
        Set<ResourceId> first = new LinkedHashSet<>(new WorkloadRoles(work, site).first());
        first.add(site.id("task-definition", site.self().name()));
        first.addAll(new WorkloadNetwork(work, site).first());
        return first;
    }

    private static Workload work(TaskDeclaration task) {
        return new Workload(
                SUFFIX,
                task.cluster(),
                task.network(),
                Optional.empty(),
                task.image(),
                task.cpu(),
                task.memory(),
                task.architecture(),
                Optional.empty(),
                task.publicIp(),
                task.command(),
                task.environment(),
                task.secrets(),
                task.connectsTo(),
                task.permissions(),
                task.logRetention(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }
}
