package io.kinexus.operator.blueprint.backupplan;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Zones;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import java.util.ArrayList;
import java.util.List;

/** Reads and checks a BackupPlan; no kind of resource stands behind it yet. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes")
public final class BackupPlanBlueprint implements Blueprint<BackupPlanDeclaration> {
    @Override
    public KindName name() {
        return new KindName("backup-plan");
    }

    @Override
    public Class<BackupPlanDeclaration> declaration() {
        return BackupPlanDeclaration.class;
    }

    @Override
    public boolean managed() {
        return false;
    }

    @Override
    public List<Declared<?>> expand(BackupPlanDeclaration declaration, Site site) {
        return List.of();
    }

    @Override
    public List<Flaw> check(BackupPlanDeclaration declaration, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        Zones.flaw("spec.timeZone", declaration.timeZone()).ifPresent(flaws::add);
        if (declaration.retention().toSeconds() % 86_400 != 0) {
            flaws.add(new Flaw("spec.retention", "must be whole days, such as 35d"));
        }
        return flaws;
    }
}
