package io.kinexus.operator.blueprint.task;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Zones;
import io.kinexus.operator.blueprint.service.FargateSizes;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import java.util.ArrayList;
import java.util.List;

/** Reads and checks a Task; no kind of resource stands behind it yet. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes")
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
    public boolean managed() {
        return false;
    }

    @Override
    public List<Declared<?>> expand(TaskDeclaration declaration, Site site) {
        return List.of();
    }

    @Override
    public List<Flaw> check(TaskDeclaration declaration, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        FargateSizes.wrongCpu(declaration.cpu()).ifPresent(why -> flaws.add(new Flaw("spec.cpu", why)));
        FargateSizes.wrongMemory(declaration.cpu(), declaration.memory())
                .ifPresent(why -> flaws.add(new Flaw("spec.memory", why)));
        Zones.flaw("spec.timeZone", declaration.timeZone()).ifPresent(flaws::add);
        if (declaration.timeZone().isPresent() && declaration.schedule().isEmpty()) {
            flaws.add(new Flaw("spec.timeZone", "means nothing without a schedule; remove it"));
        }
        return flaws;
    }
}
