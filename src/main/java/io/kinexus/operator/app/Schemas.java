package io.kinexus.operator.app;

import io.kinexus.operator.cli.Refused;
import io.kinexus.operator.desired.DesiredSchema;
import io.kinexus.operator.desired.Kinds;
import java.util.Optional;

/** The schema as the verb asks for it. */
final class Schemas {
    private Schemas() {}

    /** @throws Refused when no kind is called so */
    static String json(Optional<String> kind) {
        Kinds kinds = Kinds.installed();
        DesiredSchema schema = new DesiredSchema(kinds);
        if (kind.isEmpty()) {
            return schema.all();
        }
        return schema.of(kind.get())
                .orElseThrow(() -> Refused.because(
                        "no kind is called " + kind.get() + "; there are: " + String.join(", ", kinds.words())));
    }
}
