package io.kinexus.operator.rollout.diagnosis;

import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.engine.Examined;
import java.util.List;

/** One thing to look at. What it cannot read, it throws. */
interface Exam {
    /** For people: {@code stopped tasks}. */
    String name();

    List<Found> look(Scope scope, Examined seen);
}
