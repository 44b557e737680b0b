package io.kinexus.operator.sandbox.control;

import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list in the fault grammar, read whole before any of it takes effect. */
record Trouble(List<Fault> faults, List<Edit> edits, long seed) {
    private static final System.Logger LOG = System.getLogger(Trouble.class.getName());
    private static final String EDIT = "external-edit";

    /** @throws Terms.Wrong at the first line that is wrong or cannot be brought about */
    static Trouble of(String place, List<?> lines, long seed) {
        List<Fault> faults = new ArrayList<>();
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Terms line = Terms.of(place + "[" + i + "]", lines.get(i));
            if (line.text("fault").equals(Optional.of(EDIT))) {
                edits.add(Edit.of(line));
            } else {
                faults.add(Fault.of(line));
            }
        }
        return new Trouble(faults, edits, seed);
    }

    boolean isEmpty() {
        return faults.isEmpty() && edits.isEmpty();
    }

    /** From now on, in place of what was set before; edits that were already on their way still happen. */
    void on(Sandbox sandbox) {
        sandbox.locked(() -> {
            sandbox.weather(faults.isEmpty() ? Sandbox.Weather.fair() : new FaultyWeather(faults, seed, sandbox));
            edits.forEach(edit -> sandbox.clock().after(edit.after(), () -> happen(edit, sandbox)));
            return sandbox;
        });
    }

    private static void happen(Edit edit, Sandbox sandbox) {
        try {
            edit.act().on(sandbox);
        } catch (AwsFault refused) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the sandbox's edit {0} was refused: {1}",
                    edit.what(),
                    refused.text());
        }
    }
}
