package io.kinexus.operator.blueprint.dashboard;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import java.util.List;

/** Reads and checks a Dashboard; no kind of resource stands behind it yet. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes")
public final class DashboardBlueprint implements Blueprint<DashboardDeclaration> {
    @Override
    public KindName name() {
        return new KindName("dashboard");
    }

    @Override
    public Class<DashboardDeclaration> declaration() {
        return DashboardDeclaration.class;
    }

    @Override
    public boolean managed() {
        return false;
    }

    @Override
    public List<Declared<?>> expand(DashboardDeclaration declaration, Site site) {
        return List.of();
    }
}
