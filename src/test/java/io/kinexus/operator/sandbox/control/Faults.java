package io.kinexus.operator.sandbox.control;

import io.kinexus.operator.sandbox.Sandbox;
import java.util.List;
import java.util.Map;

/** Sets faults from tests of other packages, as {@code POST /_sandbox/faults} does. */
public final class Faults {
    private Faults() {}

    public static void set(Sandbox sandbox, Map<String, Object> fault) {
        Trouble.of("faults", List.of(fault), 1).on(sandbox);
    }

    /** Takes all of them away. */
    public static void none(Sandbox sandbox) {
        Trouble.of("faults", List.of(), 1).on(sandbox);
    }
}
