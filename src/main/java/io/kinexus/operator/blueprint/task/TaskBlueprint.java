package io.kinexus.operator.blueprint.task;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Zones;
import io.kinexus.operator.blueprint.service.ServiceDeclaration;
import io.kinexus.operator.blueprint.service.Workload;
import io.kinexus.operator.blueprint.service.WorkloadChecks;
import io.kinexus.operator.blueprint.service.WorkloadNetwork;
import io.kinexus.operator.blueprint.service.WorkloadRoles;
import io.kinexus.operator.blueprint.service.WorkloadTask;
import io.kinexus.operator.core.policy.Launch;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;

/** A Task: what a Service has, without the service, and with a schedule where it runs by itself. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class TaskBlueprint implements Blueprint<TaskDeclaration> {
    @Override
    public KindName name() {
        return new KindName("task");
    }

    @Override
    public Class<TaskDeclaration> declaration() {
        return TaskDeclaration.class;
    }

    @Override
    public List<Declared<?>> expand(TaskDeclaration declaration, Site site) {
        TaskWorkload runs = TaskWorkload.of(declaration, site);
        Workload work = runs.work();
        WorkloadRoles roles = new WorkloadRoles(work, site);
        WorkloadTask task = new WorkloadTask(work, site, roles);
        WorkloadNetwork network = new WorkloadNetwork(work, site);
        Launch launch = runs.launch();
        List<Declared<?>> all = new ArrayList<>(roles.declared());
        ResourceId definition = site.id("task-definition", site.self().name());
        for (Declared<?> one : task.declared()) {
            all.add(one.id().equals(definition) ? one.launch(launch).notes(notes(work, site, network)) : one);
        }
        all.addAll(network.declared());
        declaration
                .schedule()
                .ifPresent(when ->
                        all.addAll(new TaskSchedule(declaration, site).declared(when, launch, runs.first(), roles)));
        return all;
    }

    private static List<String> notes(Workload work, Site site, WorkloadNetwork network) {
        List<String> notes = new ArrayList<>();
        work.waiting(site).forEach(other -> notes.add("waits for " + other + ", not managed yet"));
        notes.addAll(network.notes());
        return notes;
    }

    @Override
    public List<Flaw> check(TaskDeclaration declaration, Site site) {
        List<Flaw> flaws = new ArrayList<>(
                WorkloadChecks.check(TaskWorkload.of(declaration, site).work(), site));
        Zones.flaw("spec.timeZone", declaration.timeZone()).ifPresent(flaws::add);
        if (declaration.timeZone().isPresent() && declaration.schedule().isEmpty()) {
            flaws.add(new Flaw("spec.timeZone", "means nothing without a schedule; remove it"));
        }
        String name = site.self().name();
        if (site.find(ServiceDeclaration.class, name).isPresent()) {
            flaws.add(new Flaw(
                    "metadata.name",
                    "service/" + name + " has the same name, and with it the same roles, log group and task"
                            + " definition; give the Task another one"));
        }
        return flaws;
    }
}
