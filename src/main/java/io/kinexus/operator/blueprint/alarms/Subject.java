package io.kinexus.operator.blueprint.alarms;

import io.kinexus.operator.blueprint.alarms.AlarmsDeclaration.Metric;
import java.util.Optional;

/** One listed resource, as far as alarms are about it. */
interface Subject {
    /** How the metric is measured here; empty when it does not fit. */
    Optional<Measure> measure(Metric metric);
}
