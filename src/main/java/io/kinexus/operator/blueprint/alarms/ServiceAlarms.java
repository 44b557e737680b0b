package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Site.Named;
import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Severity;
import io.kinexus.operator.blueprint.service.ServiceDeclaration;
import java.util.List;
import java.util.stream.Stream;

/** The alarms that take a Service's new revision back: those that are declared critical for it. */
public final class ServiceAlarms {
    private ServiceAlarms() {}

    /** Their physical names in CloudWatch, sorted. */
    public static List<String> critical(Site site, String name, ServiceDeclaration service) {
        String about = "service/" + name;
        ServiceSubject subject = new ServiceSubject(name, service, site);
        return site.all(AlarmsDeclaration.class).stream()
                .filter(one -> one.spec().about().contains(about))
                .flatMap(one -> names(one, site, about, subject))
                .sorted()
                .toList();
    }

    private static Stream<String> names(Named<AlarmsDeclaration> declared, Site site, String about, Subject subject) {
        return declared.spec().rules().stream()
                .filter(rule -> rule.severity() == Severity.CRITICAL)
                .filter(rule -> subject.measure(rule).isPresent())
                .map(rule -> AlarmsBlueprint.physicalName(site, declared.name(), rule, about));
    }
}
