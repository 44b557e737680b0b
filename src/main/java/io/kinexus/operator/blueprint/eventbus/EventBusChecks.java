package io.kinexus.operator.blueprint.eventbus;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Site;
import io.kinexus.operator.blueprint.Zones;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Mistakes in an EventBus that only the whole shows. */
final class EventBusChecks {
    private static final String NAME = "[A-Za-z0-9._-]{1,256}";

    private EventBusChecks() {}

    static List<Flaw> check(EventBusDeclaration bus, Site site) {
        List<Flaw> flaws = new ArrayList<>();
        String name = site.self().name();
        if (!name.matches(NAME)) {
            flaws.add(new Flaw(
                    "metadata.name", "is the bus's own name: 1 to 256 letters, digits, dots, hyphens and underscores"));
        }
        if (name.equals("default")) {
            flaws.add(new Flaw(
                    "metadata.name", "is the bus of AWS's own events, which every account has; choose another"));
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < bus.rules().size(); i++) {
            rule(bus.rules().get(i), "spec.rules[" + i + "]", names, flaws);
        }
        return flaws;
    }

    private static void rule(EventBusDeclaration.Rule rule, String path, Set<String> names, List<Flaw> flaws) {
        if (!names.add(rule.name())) {
            flaws.add(new Flaw(path + ".name", "another rule has this name; choose another"));
        }
        if (rule.pattern().isPresent() == rule.schedule().isPresent()) {
            flaws.add(new Flaw(path, "must have either pattern or schedule"));
        }
        rule.pattern()
                .flatMap(pattern -> PatternCheck.flaw(pattern.text()))
                .ifPresent(flaw -> flaws.add(new Flaw(path + ".pattern", flaw)));
        Zones.flaw(path + ".timeZone", rule.timeZone()).ifPresent(flaws::add);
        if (rule.timeZone().isPresent() && rule.schedule().isEmpty()) {
            flaws.add(new Flaw(path + ".timeZone", "means nothing without a schedule; remove it"));
        }
    }
}
