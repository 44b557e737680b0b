package io.kinexus.operator.blueprint.dashboard;

import com.google.auto.service.AutoService;
import io.kinexus.operator.blueprint.Blueprint;
import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.alarms.Figures;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.kind.dashboard.DashboardSpec;
import java.util.ArrayList;
import java.util.List;

/** One dashboard under the declaration's own name: the states of the alarms first, then each resource's figures. */
@AutoService(Blueprint.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class DashboardBlueprint implements Blueprint<DashboardDeclaration> {
    /** As AWS allows. */
    private static final int MOST_WIDGETS = 500;

    private static final int MOST_ALARMS = 100;

    @Override
    public KindName name() {
        return new KindName("dashboard");
    }

    @Override
    public Class<DashboardDeclaration> declaration() {
        return DashboardDeclaration.class;
    }

    @Override
    public List<Flaw> check(DashboardDeclaration declaration, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        if (!site.self().name().matches("[A-Za-z0-9_-]{1,255}")) {
            flaws.add(
                    new Flaw("metadata.name", "is the dashboard's own name: letters, digits, hyphens and underscores"));
        }
        for (int i = 0; i < declaration.about().size(); i++) {
            if (declaration.about().indexOf(declaration.about().get(i)) < i) {
                flaws.add(new Flaw("spec.for[" + i + "]", "is there twice"));
            }
        }
        int widgets = body(declaration, site).size();
        if (widgets > MOST_WIDGETS) {
            flaws.add(new Flaw(
                    "spec.for",
                    "makes " + widgets + " widgets, and a dashboard has " + MOST_WIDGETS
                            + " at most: divide it among several"));
        }
        return flaws;
    }

    @Override
    public List<Declared<?>> expand(DashboardDeclaration declaration, Site site) {
        String name = site.self().name();
        return List.of(Declared.of(
                site.id("dashboard", name),
                site.self(),
                new DashboardSpec(name, body(declaration, site).json())));
    }

    private static DashboardBody body(DashboardDeclaration declaration, Site site) {
        String name = site.self().name();
        DashboardBody body = new DashboardBody(site.settings().region())
                .text("# " + name + "\nKept by Kinexus Operator, which puts changes back: "
                        + DashboardSpec.mark(site.id("dashboard", name)));
        List<String> alarms = declaration.about().stream()
                .flatMap(about -> Figures.alarms(site, about).stream())
                .distinct()
                .map(alarm -> "arn:aws:cloudwatch:" + site.settings().region() + ":"
                        + site.settings().account() + ":alarm:" + alarm)
                .toList();
        for (int from = 0; from < alarms.size(); from += MOST_ALARMS) {
            body.alarms("Alarms", alarms.subList(from, Math.min(alarms.size(), from + MOST_ALARMS)));
        }
        for (String about : declaration.about()) {
            body.text("## " + about);
            Figures.of(site, about).forEach(body::figure);
        }
        return body;
    }
}
