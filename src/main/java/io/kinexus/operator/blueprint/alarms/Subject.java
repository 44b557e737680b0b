package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Rule;
import java.util.List;
import java.util.Optional;

/** One listed resource, as far as alarms are about it. */
interface Subject {
    /** How the rule's metric is measured here; empty when it does not fit. */
    Optional<Measure> measure(Rule rule);

    /** What a dashboard shows beside what alarms can be about. */
    default List<Figure> more() {
        return List.of();
    }
}
