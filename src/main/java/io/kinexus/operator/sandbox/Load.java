package io.kinexus.operator.sandbox;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many requests a second each service gets, before the shape of the day: as the script says until somebody changes it.
 * Guarded by the sandbox's lock.
 */
public final class Load {
    private final SandboxScript script;
    private final Map<String, Double> changed = new TreeMap<>();

    Load(SandboxScript script) {
        this.script = script;
    }

    /** @param service the ECS service's name */
    public double perSecond(String service) {
        return changed.getOrDefault(service, script.loads().getOrDefault(service, script.loadPerSecond()));
    }

    public boolean dailyShape() {
        return script.dailyShape();
    }

    /** From now on. */
    public void set(String service, double perSecond) {
        changed.put(service, perSecond);
    }

    /** What was changed since the start. */
    public Map<String, Double> changed() {
        return Map.copyOf(changed);
    }
}
